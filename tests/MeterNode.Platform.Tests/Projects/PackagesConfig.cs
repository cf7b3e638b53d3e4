using System.Collections.Generic;
using System.Linq;
using System.Xml;
using System.Xml.Linq;

namespace MeterNode.Platform.Tests.Projects
{
    /// <summary>The <c>packages.config</c> beside a project for the board.</summary>
    /// <param name="Path">Path in the tree.</param>
    /// <param name="Packages">Its lines, in the order of the file.</param>
    internal sealed record PackagesConfig(string Path, IReadOnlyList<PackageEntry> Packages)
    {
        /// <summary>Reads the file beside <paramref name="project"/>; null when there is none.</summary>
        /// <exception cref="ProjectFormatException">It is no XML.</exception>
        public static PackagesConfig? Beside(SourceTree tree, NanoProject project)
        {
            string path = tree.Normalize(project.Evaluation.Folder, "packages.config");
            if (!tree.Exists(path))
            {
                return null;
            }

            try
            {
                XDocument document = XDocument.Parse(tree.ReadText(path), LoadOptions.SetLineInfo);
                return new PackagesConfig(path, document.Root!.Elements("package").Select(Entry).ToArray());
            }
            catch (XmlException e)
            {
                throw new ProjectFormatException(path, e.LineNumber, e.Message);
            }
        }

        private static PackageEntry Entry(XElement element) => new(
            element.Attribute("id")?.Value ?? string.Empty,
            element.Attribute("version")?.Value ?? string.Empty,
            element.Attribute("targetFramework")?.Value ?? string.Empty,
            ((IXmlLineInfo)element).LineNumber);
    }
}
