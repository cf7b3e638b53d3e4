using MeterNode.Platform.Tests.Reference;
using Mono.Cecil;

namespace MeterNode.Platform.Tests.Walking
{
    /// <summary>What the rules share while they walk one assembly.</summary>
    /// <param name="Module">The assembly's module.</param>
    /// <param name="Platform">The platform.</param>
    /// <param name="Log">Where findings go.</param>
    internal sealed record WalkContext(ModuleDefinition Module, PlatformReferences Platform, FindingLog Log)
    {
        /// <summary>True when the type is an enum; a type that cannot be resolved is none.</summary>
        public static bool IsEnum(TypeReference type)
        {
            try
            {
                return !type.IsArray && type.Resolve()?.IsEnum == true;
            }
            catch (AssemblyResolutionException)
            {
                return false;
            }
        }

        /// <summary>True when the member's type comes from the platform and not from the firmware.</summary>
        public bool IsOfPlatform(TypeReference type) =>
            type.GetElementType().Scope is AssemblyNameReference scope && Platform.Listings.ContainsKey(scope.Name);
    }
}
