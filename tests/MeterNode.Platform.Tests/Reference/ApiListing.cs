using System;
using System.Collections.Generic;
using System.IO;
using System.Text.RegularExpressions;

namespace MeterNode.Platform.Tests.Reference
{
    /// <summary>The public surface of one assembly of the platform, as a file of <c>Api/</c> lists it.</summary>
    internal sealed class ApiListing
    {
        private static readonly Regex s_header = new(
            @"^# assembly (?<assembly>[^,]+), package (?<package>[^,]+), version (?<version>[0-9.]+) .*assembly version (?<assemblyVersion>[0-9.]+), public key token (?<token>[0-9a-f]+|null)$",
            RegexOptions.CultureInvariant);

        private ApiListing(string assemblyName, string package, Version assemblyVersion, string publicKeyToken)
        {
            AssemblyName = assemblyName;
            Package = package;
            AssemblyVersion = assemblyVersion;
            PublicKeyToken = publicKeyToken;
        }

        /// <summary>Simple name of the assembly.</summary>
        public string AssemblyName { get; }

        /// <summary>Id of the package that brings the assembly.</summary>
        public string Package { get; }

        /// <summary>Version of the assembly, which need not be that of the package.</summary>
        public Version AssemblyVersion { get; }

        /// <summary>Public key token in hexadecimal, or <c>null</c> as text for an unsigned assembly.</summary>
        public string PublicKeyToken { get; }

        /// <summary>Names of the assemblies that this one refers to.</summary>
        public IReadOnlyList<string> References { get; private set; } = Array.Empty<string>();

        /// <summary>The types, without the generic delegates: the interpreter crashes on any use of them.</summary>
        public List<ApiType> Types { get; } = new();

        /// <summary>The fields and constants.</summary>
        public List<ApiField> Fields { get; } = new();

        /// <summary>The methods, constructors and accessors.</summary>
        public List<ApiMethod> Methods { get; } = new();

        /// <summary>Reads a listing.</summary>
        /// <exception cref="FormatException">A line is not understood; the message tells which.</exception>
        public static ApiListing Parse(TextReader reader)
        {
            string header = reader.ReadLine() ?? throw new FormatException("An empty listing.");
            Match match = s_header.Match(header);
            if (!match.Success)
            {
                throw new FormatException("No header: " + header);
            }

            var listing = new ApiListing(
                match.Groups["assembly"].Value,
                match.Groups["package"].Value,
                Version.Parse(match.Groups["assemblyVersion"].Value),
                match.Groups["token"].Value);
            for (string? line = reader.ReadLine(); line != null; line = reader.ReadLine())
            {
                try
                {
                    listing.AddLine(line);
                }
                catch (Exception e) when (e is FormatException or ArgumentException or IndexOutOfRangeException)
                {
                    throw new FormatException(listing.AssemblyName + ": " + line + ": " + e.Message, e);
                }
            }

            return listing;
        }

        private void AddLine(string line)
        {
            const string references = "# references: ";
            if (line.StartsWith(references, StringComparison.Ordinal))
            {
                string names = line[references.Length..];
                References = names == "none" ? Array.Empty<string>() : names.Split(", ");
            }
            else if (line.Length != 0 && line[0] != '#' && !line.Contains('`') && !IsTooNew(line))
            {
                AddMember(line[0], line[2..]);
            }
        }

        // In the repository's main branch, but in no released firmware.
        private static bool IsTooNew(string line) => line.Contains("HMACSHA512", StringComparison.Ordinal);

        private void AddMember(char kind, string line)
        {
            string[] parts = line.Split("  ", 2);
            string rest = parts.Length > 1 ? parts[1] : string.Empty;
            string factText = string.Empty;
            if (rest.StartsWith('['))
            {
                int end = rest.LastIndexOf(']');
                factText = rest[1..end];
                rest = rest[(end + 1)..].TrimStart();
            }

            ApiFacts facts = ApiFacts.Parse(factText);
            switch (kind)
            {
                case 'T':
                    Types.Add(ReadType(parts[0], facts));
                    break;
                case 'F':
                    Fields.Add(ReadField(parts[0], facts));
                    break;
                case 'M':
                    Methods.Add(ReadMethod(parts[0], rest, facts));
                    break;
                default:
                    throw new FormatException("Neither T, F nor M.");
            }
        }

        private static ApiType ReadType(string text, ApiFacts facts)
        {
            string[] halves = text.Split(" : ");
            string[] words = halves[0].Split(' ');
            string[] bases = halves.Length > 1 ? halves[1].Split(", ") : Array.Empty<string>();
            return new ApiType(words[0], words[1], bases, facts);
        }

        private static ApiField ReadField(string text, ApiFacts facts)
        {
            string[] halves = text.Split(" = ", 2);
            int space = halves[0].IndexOf(' ');
            string[] name = halves[0][(space + 1)..].Split("::");
            return new ApiField(halves[0][..space], name[0], name[1], halves.Length > 1 ? halves[1] : null, facts);
        }

        private static ApiMethod ReadMethod(string text, string names, ApiFacts facts)
        {
            int space = text.IndexOf(' ');
            int open = text.IndexOf('(');
            string[] name = text[(space + 1)..open].Split("::");
            string[] types = SplitList(text[(open + 1)..^1], ",");
            string[] parameters = SplitList(names.Trim('(', ')'), ", ");
            if (types.Length != parameters.Length)
            {
                throw new FormatException("As many names as parameters are needed.");
            }

            return new ApiMethod(text[..space], name[0], name[1], types, parameters, facts);
        }

        private static string[] SplitList(string text, string separator) =>
            text.Length == 0 ? Array.Empty<string>() : text.Split(separator);
    }
}
