namespace MeterNode.Platform.Tests
{
    /// <summary>What the checks ask for.</summary>
    internal enum Rule
    {
        /// <summary>A project file is not of the form that the check, or a user's machine, understands.</summary>
        ProjectFormat,

        /// <summary>The sources compile in C# 9 against what the project lists, and nothing else.</summary>
        Compile,

        /// <summary>Nothing generic is declared or used: the interpreter crashes.</summary>
        Generics,

        /// <summary>No array has more than one dimension, nor a lower bound.</summary>
        MultidimensionalArray,

        /// <summary>Nothing relies on a finalizer.</summary>
        Finalizer,

        /// <summary>Types that exist for the compiler only stand nowhere but in applied attributes.</summary>
        ExcludedType,

        /// <summary>No pointers, fixed variables, function pointers or memory on the stack.</summary>
        UnsafeCode,

        /// <summary>Members of interfaces have no body.</summary>
        DefaultInterfaceMember,

        /// <summary>No module initializer: the interpreter never runs it.</summary>
        ModuleInitializer,

        /// <summary>No checked arithmetic: the interpreter never throws.</summary>
        CheckedArithmetic,

        /// <summary>No enum is turned into text: the board prints its number.</summary>
        EnumText,

        /// <summary>Numbers are formatted with D, F, G, N and X only: the board prints any other format as it is.</summary>
        NumberFormat,

        /// <summary>Only assemblies are referred to that are deployed.</summary>
        UndeployedReference,

        /// <summary>At most 64 assemblies are deployed.</summary>
        TooManyAssemblies,

        /// <summary>Nothing is volatile: the runtime knows no such access.</summary>
        Volatile,

        /// <summary>No modified signature other than that of an init accessor.</summary>
        ModifiedSignature,

        /// <summary>No async method and no iterator.</summary>
        StateMachine,

        /// <summary>No attribute holds a null, such as a data row's: the metadata processor ends on it.</summary>
        NullInAttribute,

        /// <summary>A class of device tests has no instance state: its methods are called without an instance.</summary>
        InstanceStateInTest,

        /// <summary>No comparison relies on how NaN compares: it compares differently on the board.</summary>
        NanComparison,

        /// <summary>No division of floating-point numbers by a constant zero: the board throws.</summary>
        ZeroDivision,

        /// <summary>No call whose result nobody takes stands right before a try: its exceptions end up in the handlers of that.</summary>
        CallBeforeTry,

        /// <summary>Every type, method and assembly fits the tables of the board's file format.</summary>
        FormatLimit,

        /// <summary>An assembly that is used is listed.</summary>
        UnlistedReference,

        /// <summary>An assembly that is listed is used, or needed by one that is listed.</summary>
        UnusedReference,

        /// <summary>What a listed assembly refers to is listed too.</summary>
        IncompleteClosure,

        /// <summary>A reference points to its assembly in its package's folder.</summary>
        HintPath,

        /// <summary>The packages of the references are those of packages.config.</summary>
        PackagesConfig,

        /// <summary>A package has the version that is pinned.</summary>
        PinnedVersion,

        /// <summary>The project for the board and the one for the PC compile the same files.</summary>
        SourceParity,

        /// <summary>The solution builds each project where it can be built, and nowhere else.</summary>
        Solution,
    }
}
