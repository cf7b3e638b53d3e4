using System.Linq;
using Mono.Cecil;

namespace MeterNode.Platform.Tests.Walking
{
    /// <summary>Rules about what an assembly declares.</summary>
    internal sealed class DeclarationRules
    {
        private readonly WalkContext _context;

        /// <summary>The rules over one assembly.</summary>
        public DeclarationRules(WalkContext context)
        {
            _context = context;
        }

        /// <summary>Checks the type itself.</summary>
        public void CheckType(TypeDefinition type)
        {
            if (type.HasGenericParameters)
            {
                _context.Log.Add(Rule.Generics, type, "declares type parameters");
            }

            MethodDefinition? initializer = type.FullName == "<Module>"
                ? type.Methods.FirstOrDefault(m => m.IsConstructor && m.IsStatic)
                : null;
            if (initializer != null)
            {
                CheckModuleInitializer(initializer);
            }
        }

        /// <summary>Checks the declaration of a method.</summary>
        public void CheckMethod(MethodDefinition method)
        {
            if (method.HasGenericParameters)
            {
                _context.Log.Add(Rule.Generics, method, null, "declares type parameters");
            }

            CheckAttributes(method);
            if (method.DeclaringType.IsInterface && method.HasBody)
            {
                _context.Log.Add(Rule.DefaultInterfaceMember, method, null, "is a member of an interface and has a body");
            }

            if (method.Name == "Finalize" && method.IsVirtual && !method.HasParameters)
            {
                _context.Log.Add(Rule.Finalizer, method, null, "nothing may rely on a finalizer: use Dispose");
            }
        }

        private static bool HoldsNull(CustomAttributeArgument argument)
        {
            return argument.Value switch
            {
                null => true,
                CustomAttributeArgument boxed => HoldsNull(boxed),
                CustomAttributeArgument[] elements => elements.Any(HoldsNull),
                _ => false,
            };
        }

        private void CheckAttributes(MethodDefinition method)
        {
            foreach (CustomAttribute attribute in method.CustomAttributes.Where(a => a.ConstructorArguments.Any(HoldsNull)))
            {
                _context.Log.Add(Rule.NullInAttribute, method, null, "has a null in " + attribute.AttributeType.Name + ": use an empty text");
            }
        }

        // It has no lines of its own: the methods that it calls are those that were marked.
        private void CheckModuleInitializer(MethodDefinition initializer)
        {
            MethodDefinition[] called = initializer.Body.Instructions
                .Select(i => i.Operand)
                .OfType<MethodDefinition>()
                .ToArray();
            foreach (MethodDefinition method in called)
            {
                _context.Log.Add(Rule.ModuleInitializer, method, null, "is never run");
            }

            if (called.Length == 0)
            {
                _context.Log.Add(Rule.ModuleInitializer, initializer, null, "is never run");
            }
        }
    }
}
