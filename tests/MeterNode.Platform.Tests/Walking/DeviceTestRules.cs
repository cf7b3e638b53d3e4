using System.Linq;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace MeterNode.Platform.Tests.Walking
{
    /// <summary>
    /// Rules about classes of device tests. Their methods are called without an instance on the board, so that a test
    /// that passes on the PC with instance state fails there.
    /// </summary>
    internal static class DeviceTestRules
    {
        private const string Namespace = "nanoFramework.TestFramework.";

        /// <summary>Checks a type; nothing happens unless it is a class of tests.</summary>
        public static void Check(TypeDefinition type, FindingLog log)
        {
            if (!Has(type, "TestClassAttribute"))
            {
                return;
            }

            for (TypeDefinition? t = type; t != null; t = t.BaseType as TypeDefinition)
            {
                foreach (FieldDefinition field in t.Fields.Where(f => !f.IsStatic))
                {
                    log.Add(Rule.InstanceStateInTest, field, "is an instance field of a class of tests: make it static");
                }
            }

            foreach (MethodDefinition method in type.Methods.Where(m => !m.IsStatic && m.HasBody && IsCalledByRunner(m)))
            {
                Instruction? use = method.Body.Instructions.FirstOrDefault(UsesThis);
                if (use != null)
                {
                    log.Add(Rule.InstanceStateInTest, method, use, "uses 'this', which is null on the board");
                }
            }
        }

        private static bool IsCalledByRunner(MethodDefinition method) =>
            Has(method, "TestMethodAttribute")
            || Has(method, "SetupAttribute")
            || Has(method, "CleanupAttribute")
            || Has(method, "DataRowAttribute");

        private static bool Has(ICustomAttributeProvider provider, string name) =>
            provider.CustomAttributes.Any(a => a.AttributeType.FullName == Namespace + name);

        private static bool UsesThis(Instruction instruction) =>
            instruction.OpCode.Code == Code.Ldarg_0
            || (instruction.OpCode.Code is Code.Ldarg or Code.Ldarg_S or Code.Ldarga or Code.Ldarga_S
                && instruction.Operand is ParameterDefinition { Index: < 0 });
    }
}
