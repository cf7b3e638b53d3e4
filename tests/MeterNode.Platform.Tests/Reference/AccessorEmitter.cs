using System;
using System.Collections.Generic;
using System.Linq;
using Mono.Cecil;

namespace MeterNode.Platform.Tests.Reference
{
    /// <summary>Joins accessors to properties, indexers and events.</summary>
    internal sealed class AccessorEmitter
    {
        private readonly ModuleDefinition _module;

        /// <summary>An emitter into <paramref name="module"/>.</summary>
        public AccessorEmitter(ModuleDefinition module)
        {
            _module = module;
        }

        /// <summary>Adds properties and events to all types, whose methods must be there.</summary>
        public void AddPropertiesAndEvents()
        {
            foreach (TypeDefinition type in _module.GetTypes())
            {
                // A copy: the order of the accessors is that of the listing, and so is that of what is added.
                foreach (MethodDefinition method in type.Methods.ToArray())
                {
                    AddAccessor(type, method);
                }
            }
        }

        private static void AddAccessor(TypeDefinition type, MethodDefinition method)
        {
            string? name;
            if ((name = NameBehind("get_", method)) != null && method.ReturnType.FullName != "System.Void")
            {
                Property(type, name, method.ReturnType, method.Parameters).GetMethod = method;
            }
            else if ((name = NameBehind("set_", method)) != null && method.Parameters.Count != 0)
            {
                int last = method.Parameters.Count - 1;
                Property(type, name, method.Parameters[last].ParameterType, method.Parameters.Take(last)).SetMethod = method;
            }
            else if ((name = NameBehind("add_", method)) != null && method.Parameters.Count == 1)
            {
                Event(type, name, method.Parameters[0].ParameterType).AddMethod = method;
            }
            else if ((name = NameBehind("remove_", method)) != null && method.Parameters.Count == 1)
            {
                Event(type, name, method.Parameters[0].ParameterType).RemoveMethod = method;
            }
        }

        private static string? NameBehind(string prefix, MethodDefinition method) =>
            method.Name.StartsWith(prefix, StringComparison.Ordinal) ? method.Name[prefix.Length..] : null;

        private static PropertyDefinition Property(
            TypeDefinition type, string name, TypeReference propertyType, IEnumerable<ParameterDefinition> index)
        {
            string[] indexTypes = index.Select(p => p.ParameterType.FullName).ToArray();
            foreach (PropertyDefinition known in type.Properties)
            {
                MethodDefinition accessor = known.GetMethod ?? known.SetMethod;
                IEnumerable<string> knownIndex = accessor.Parameters.Select(p => p.ParameterType.FullName);
                if (known.Name == name && indexTypes.SequenceEqual(knownIndex.Take(indexTypes.Length)))
                {
                    return known;
                }
            }

            var property = new PropertyDefinition(name, PropertyAttributes.None, propertyType);
            type.Properties.Add(property);
            return property;
        }

        private static EventDefinition Event(TypeDefinition type, string name, TypeReference eventType)
        {
            EventDefinition? known = type.Events.FirstOrDefault(e => e.Name == name);
            if (known == null)
            {
                known = new EventDefinition(name, EventAttributes.None, eventType);
                type.Events.Add(known);
            }

            return known;
        }
    }
}
