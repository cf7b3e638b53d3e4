using System.Collections.Generic;
using System.IO;
using MeterNode.Platform.Tests.Reference;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace MeterNode.Platform.Tests.Walking
{
    /// <summary>
    /// Walks a compiled assembly for what compiles but does not run, or runs differently, on the interpreter of the board.
    /// </summary>
    internal static class PlatformWalker
    {
        /// <summary>The loader of the board has room for so many assemblies.</summary>
        public const int MostAssemblies = 64;

        /// <summary>Every finding in the assembly, in the order of its metadata.</summary>
        public static IReadOnlyList<Finding> Walk(WalkInput input)
        {
            var log = new FindingLog(input.Compilation);
            using AssemblyDefinition assembly = Read(input);
            input.Resolver.Add(assembly);
            var context = new WalkContext(assembly.MainModule, PlatformReferences.Instance, log);
            CheckReferences(assembly, input, log);
            FormatLimits.Check(context);

            var machines = new StateMachines(assembly.MainModule);
            var declarations = new DeclarationRules(context);
            var types = new TypeReferenceRules(context);
            var instructions = new InstructionRules(context);
            var values = new ValueRules(context);
            foreach (TypeDefinition type in assembly.MainModule.GetTypes())
            {
                if (machines.IsMachine(type))
                {
                    continue;
                }

                declarations.CheckType(type);
                types.CheckType(type);
                DeviceTestRules.Check(type, log);
                foreach (MethodDefinition method in type.Methods)
                {
                    if (machines.IsStarter(method))
                    {
                        log.Add(Rule.StateMachine, method, null, "async methods and iterators do not run");
                        continue;
                    }

                    declarations.CheckMethod(method);
                    types.CheckMethod(method);
                    if (method.HasBody)
                    {
                        instructions.Check(method);
                        values.Check(method);
                    }
                }
            }

            return log.Findings;
        }

        private static AssemblyDefinition Read(WalkInput input) => AssemblyDefinition.ReadAssembly(
            new MemoryStream(input.Image),
            new ReaderParameters(ReadingMode.Deferred)
            {
                AssemblyResolver = input.Resolver,
                ReadSymbols = true,
                SymbolReaderProvider = new PortablePdbReaderProvider(),
                SymbolStream = new MemoryStream(input.Symbols),
            });

        private static void CheckReferences(AssemblyDefinition assembly, WalkInput input, FindingLog log)
        {
            foreach (AssemblyNameReference reference in assembly.MainModule.AssemblyReferences)
            {
                if (!input.Deployed.Contains(reference.Name))
                {
                    log.Add(Rule.UndeployedReference, assembly, reference.Name, "is not among the assemblies on the board");
                }
            }

            if (input.Deployed.Count > MostAssemblies)
            {
                log.Add(
                    Rule.TooManyAssemblies,
                    assembly,
                    assembly.Name.Name,
                    input.Deployed.Count + " assemblies are deployed, " + MostAssemblies + " are loaded at most");
            }
        }
    }
}
