using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace MeterNode.Platform.Tests.Walking
{
    /// <summary>
    /// The sizes that the board's file format (<c>.pe</c>) has room for. Its tables are addressed with 16 bits and its
    /// counts have 8; the tool that writes it refuses some of what does not fit and silently cuts off the rest.
    /// </summary>
    internal static class FormatLimits
    {
        /// <summary>Bytes of all method bodies of an assembly, all names and texts, and all initial data, each.</summary>
        public const int MostTableBytes = 65535;

        private const int MostCount = 255;

        /// <summary>Adds a finding for everything that does not fit.</summary>
        public static void Check(WalkContext context)
        {
            AssemblyDefinition assembly = context.Module.Assembly;
            CheckTable(context, assembly, "code", CodeBytes(context.Module));
            CheckTable(context, assembly, "names and texts", TextBytes(context.Module));
            CheckTable(context, assembly, "initial data of arrays", DataBytes(context.Module));
            foreach (TypeDefinition type in context.Module.GetTypes())
            {
                CheckCount(context, type, "static fields", type.Fields.Count(f => f.IsStatic && !f.IsLiteral));
                CheckCount(context, type, "instance fields", type.Fields.Count(f => !f.IsStatic));
                CheckCount(context, type, "virtual methods", type.Methods.Count(m => m.IsVirtual));
                CheckCount(context, type, "static methods", type.Methods.Count(m => m.IsStatic));
                CheckCount(context, type, "instance methods", type.Methods.Count(m => !m.IsVirtual && !m.IsStatic));
                foreach (MethodDefinition method in type.Methods.Where(m => m.HasBody))
                {
                    CheckMethod(context, method);
                }
            }
        }

        /// <summary>Bytes of all method bodies as the board has them, where a token or a far branch takes two.</summary>
        public static int CodeBytes(ModuleDefinition module) =>
            module.GetTypes().SelectMany(t => t.Methods).Where(m => m.HasBody).Sum(m => BodyBytes(m.Body));

        /// <summary>Bytes of all distinct names and texts; an estimate from above, since unused names are dropped.</summary>
        public static int TextBytes(ModuleDefinition module)
        {
            var texts = new HashSet<string>(StringComparer.Ordinal) { module.Assembly.Name.Name };
            texts.UnionWith(module.AssemblyReferences.Select(r => r.Name));
            foreach (TypeReference type in module.GetTypeReferences().Concat(module.GetTypes()))
            {
                texts.Add(type.Namespace);
                texts.Add(type.Name);
            }

            texts.UnionWith(module.GetMemberReferences().Select(m => m.Name));
            foreach (TypeDefinition type in module.GetTypes())
            {
                texts.UnionWith(type.Fields.Where(f => !f.IsLiteral).Select(f => f.Name));
                texts.UnionWith(type.Methods.Select(m => m.Name));
                texts.UnionWith(type.Methods
                    .Where(m => m.HasBody)
                    .SelectMany(m => m.Body.Instructions)
                    .Select(i => i.Operand)
                    .OfType<string>());
            }

            return texts.Sum(t => Encoding.UTF8.GetByteCount(t) + 1);
        }

        /// <summary>Bytes of the initial data of arrays.</summary>
        public static int DataBytes(ModuleDefinition module) =>
            module.GetTypes().SelectMany(t => t.Fields).Sum(f => f.InitialValue?.Length ?? 0);

        private static void CheckTable(WalkContext context, AssemblyDefinition assembly, string what, int bytes)
        {
            if (bytes > MostTableBytes)
            {
                context.Log.Add(Rule.FormatLimit, assembly, assembly.Name.Name,
                    bytes + " bytes of " + what + ", " + MostTableBytes + " fit into an assembly");
            }
        }

        private static void CheckCount(WalkContext context, TypeDefinition type, string what, int count)
        {
            if (count > MostCount)
            {
                context.Log.Add(Rule.FormatLimit, type, count + " " + what + ", " + MostCount + " fit");
            }
        }

        private static void CheckMethod(WalkContext context, MethodDefinition method)
        {
            CheckMethodCount("variables", method.Body.Variables.Count);
            CheckMethodCount("parameters", method.Parameters.Count + (method.HasThis ? 1 : 0));
            CheckMethodCount("exception handlers", method.Body.ExceptionHandlers.Count);
            foreach (Instruction instruction in method.Body.Instructions)
            {
                if (instruction.Operand is Instruction[] targets)
                {
                    CheckMethodCount("cases of a switch", targets.Length);
                }
            }

            if (BodyBytes(method.Body) > short.MaxValue)
            {
                context.Log.Add(Rule.FormatLimit, method, null, "branches reach " + short.MaxValue + " bytes at most");
            }

            void CheckMethodCount(string what, int count)
            {
                if (count > MostCount)
                {
                    context.Log.Add(Rule.FormatLimit, method, null, count + " " + what + ", " + MostCount + " fit");
                }
            }
        }

        private static int BodyBytes(MethodBody body)
        {
            const int handlerBytes = 12;
            int handlers = body.ExceptionHandlers.Count;
            return body.Instructions.Sum(InstructionBytes) + (handlers == 0 ? 0 : (handlers * handlerBytes) + 1);
        }

        private static int InstructionBytes(Instruction instruction) => instruction.OpCode.OperandType switch
        {
            OperandType.InlineSwitch => instruction.GetSize() - 3 - (2 * ((Instruction[])instruction.Operand).Length),
            OperandType.InlineString or OperandType.InlineMethod or OperandType.InlineField
                or OperandType.InlineType or OperandType.InlineBrTarget => instruction.GetSize() - 2,
            _ => instruction.GetSize(),
        };
    }
}
