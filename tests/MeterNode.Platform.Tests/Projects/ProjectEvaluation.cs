using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace MeterNode.Platform.Tests.Projects
{
    /// <summary>
    /// Evaluates a project the way the build does, as far as projects of this tree need it: properties in the order of
    /// the file, conditions, imports of files of the tree. Targets are left alone; what is not understood is an error.
    /// </summary>
    internal sealed class ProjectEvaluation
    {
        private static readonly Regex s_property = new(@"\$\((?<name>[A-Za-z_][A-Za-z0-9_]*)\)", RegexOptions.CultureInvariant);

        private readonly SourceTree _tree;
        private readonly Dictionary<string, string> _properties = new(StringComparer.OrdinalIgnoreCase);
        private readonly List<ProjectItem> _items = new();
        private readonly List<ProjectImport> _imports = new();

        private ProjectEvaluation(SourceTree tree, string path)
        {
            _tree = tree;
            Path = path;
        }

        /// <summary>Path of the project in the tree.</summary>
        public string Path { get; }

        /// <summary>Folder of the project in the tree.</summary>
        public string Folder => SourceTree.FolderOf(Path);

        /// <summary>The items, in the order of the file.</summary>
        public IReadOnlyList<ProjectItem> Items => _items;

        /// <summary>The imports of the project itself.</summary>
        public IReadOnlyList<ProjectImport> Imports => _imports;

        /// <summary>Evaluates the project at <paramref name="path"/>, after the tree's Directory.Build.props.</summary>
        /// <param name="tree">The tree.</param>
        /// <param name="path">Path of the project in it.</param>
        /// <param name="configuration"><c>Debug</c> or <c>Release</c>.</param>
        /// <exception cref="ProjectFormatException">Something is not understood.</exception>
        public static ProjectEvaluation Run(SourceTree tree, string path, string configuration)
        {
            var evaluation = new ProjectEvaluation(tree, path);
            string extension = path[path.LastIndexOf('.')..];
            evaluation._properties["Configuration"] = configuration;
            evaluation._properties["Platform"] = "AnyCPU";
            evaluation._properties["MSBuildProjectExtension"] = extension;
            evaluation._properties["MSBuildProjectDirectory"] = tree.FullPath(evaluation.Folder);
            evaluation._properties["MSBuildProjectName"] = System.IO.Path.GetFileNameWithoutExtension(path);

            // Where the project system is on a user's machine; here it is nowhere, and imports of it are skipped.
            evaluation._properties["MSBuildExtensionsPath"] = "project-system";
            evaluation._properties["MSBuildToolsVersion"] = "Current";
            const string common = "Directory.Build.props";
            if (tree.Exists(common))
            {
                evaluation.Read(common);
            }

            evaluation.Read(path);
            return evaluation;
        }

        /// <summary>The value of a property; empty when it was never set.</summary>
        public string Property(string name) => _properties.GetValueOrDefault(name, string.Empty);

        /// <summary>The items of one kind.</summary>
        public IEnumerable<ProjectItem> ItemsOf(string kind) => _items.Where(i => i.Kind == kind);

        private static int LineOf(XElement element) => ((IXmlLineInfo)element).LineNumber;

        private static string AttributeOf(XElement element, string name) => element.Attribute(name)?.Value ?? string.Empty;

        private void Read(string path)
        {
            XDocument document;
            try
            {
                document = XDocument.Parse(_tree.ReadText(path), LoadOptions.SetLineInfo);
            }
            catch (XmlException e)
            {
                throw new ProjectFormatException(path, e.LineNumber, e.Message);
            }

            foreach (XElement element in document.Root!.Elements())
            {
                ReadElement(path, element);
            }
        }

        private void ReadElement(string path, XElement element)
        {
            string name = element.Name.LocalName;
            if (name is "Target" or "UsingTask" or "ProjectExtensions" or "ItemDefinitionGroup" || !Holds(path, element))
            {
                if (name == "Import")
                {
                    AddImport(path, element);
                }

                return;
            }

            switch (name)
            {
                case "PropertyGroup":
                    foreach (XElement property in element.Elements().Where(e => Holds(path, e)))
                    {
                        _properties[property.Name.LocalName] = Expand(path, property, property.Value).Trim();
                    }

                    break;
                case "ItemGroup":
                    foreach (XElement item in element.Elements().Where(e => Holds(path, e)))
                    {
                        AddItem(path, item);
                    }

                    break;
                case "Import":
                    AddImport(path, element);
                    ReadImport(path, element);
                    break;
                case "ImportGroup":
                    foreach (XElement import in element.Elements())
                    {
                        ReadElement(path, import);
                    }

                    break;
                default:
                    throw new ProjectFormatException(path, LineOf(element), "<" + name + "> is not understood here.");
            }
        }

        private void AddItem(string path, XElement item)
        {
            var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (XElement child in item.Elements())
            {
                metadata[child.Name.LocalName] = Expand(path, child, child.Value).Trim();
            }

            _items.Add(new ProjectItem(
                item.Name.LocalName,
                Expand(path, item, AttributeOf(item, "Include")),
                Expand(path, item, AttributeOf(item, "Exclude")),
                Expand(path, item, AttributeOf(item, "Remove")),
                metadata,
                LineOf(item)));
        }

        private void AddImport(string path, XElement element)
        {
            if (path == Path)
            {
                _imports.Add(new ProjectImport(
                    Expand(path, element, AttributeOf(element, "Project")), AttributeOf(element, "Condition"), LineOf(element)));
            }
        }

        private void ReadImport(string path, XElement element)
        {
            string project = Expand(path, element, AttributeOf(element, "Project"));
            string imported = _tree.Normalize(SourceTree.FolderOf(path), project);
            if (!_tree.Exists(imported))
            {
                throw new ProjectFormatException(path, LineOf(element), "There is no " + project + " to import.");
            }

            Read(imported);
        }

        private bool Holds(string path, XElement element)
        {
            string condition = Expand(path, element, AttributeOf(element, "Condition"));
            try
            {
                return ConditionParser.Evaluate(
                    condition, file => _tree.Exists(_tree.Normalize(SourceTree.FolderOf(path), file)));
            }
            catch (FormatException e)
            {
                throw new ProjectFormatException(path, LineOf(element), "Condition " + condition + ": " + e.Message);
            }
        }

        private string Expand(string path, XElement element, string text)
        {
            string expanded = text;
            for (int i = 0; i < 8 && s_property.IsMatch(expanded); i++)
            {
                expanded = s_property.Replace(expanded, m => Property(m.Groups["name"].Value));
            }

            return expanded.Contains("$(", StringComparison.Ordinal)
                ? throw new ProjectFormatException(path, LineOf(element), "'" + expanded + "' is not understood here.")
                : expanded;
        }
    }
}
