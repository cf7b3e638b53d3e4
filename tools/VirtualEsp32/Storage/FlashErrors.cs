using System.IO;

namespace VirtualEsp32.Storage
{
    /// <summary>The platform has one exception for everything about files; its code tells what it was.</summary>
    internal static class FlashErrors
    {
        private const int OthersCode = -536870912;
        private const int InvalidDriverCode = -520093696;
        private const int FileNotFoundCode = -503316480;
        private const int DirectoryNotFoundCode = -486539264;
        private const int PathTooLongCode = -452984832;
        private const int DirectoryNotEmptyCode = -436207616;
        private const int UnauthorizedAccessCode = -419430400;
        private const int PathAlreadyExistsCode = -402653184;

        internal static IOException Full() => new IOException("The flash is full.", OthersCode);

        internal static IOException NoPower() => new IOException("The board has no power.", OthersCode);

        internal static IOException Failed(string why) => new IOException(why, OthersCode);

        internal static IOException NoSuchDrive(string path) => new IOException("No such drive: " + path, InvalidDriverCode);

        internal static IOException FileNotFound(string path) => new IOException("No such file: " + path, FileNotFoundCode);

        internal static IOException DirectoryNotFound(string path) =>
            new IOException("No such directory: " + path, DirectoryNotFoundCode);

        internal static IOException PathTooLong(string path) => new IOException("Path too long: " + path, PathTooLongCode);

        internal static IOException NotEmpty(string path) => new IOException("Directory not empty: " + path, DirectoryNotEmptyCode);

        internal static IOException Denied(string path) => new IOException("Access denied: " + path, UnauthorizedAccessCode);

        internal static IOException Exists(string path) => new IOException("Exists already: " + path, PathAlreadyExistsCode);
    }
}
