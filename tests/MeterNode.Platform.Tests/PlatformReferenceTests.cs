using System;
using System.Collections.Generic;
using System.Linq;
using MeterNode.Platform.Tests.Consistency;
using MeterNode.Platform.Tests.Reference;
using Xunit;

namespace MeterNode.Platform.Tests
{
    /// <summary>The reference assemblies have what the platform has, and lack what it lacks.</summary>
    public sealed class PlatformReferenceTests
    {
        [Theory]
        [InlineData("void M(SpanByte s) { s[0] = s[1]; SpanByte t = s.Slice(1); }")]
        [InlineData("int M() => Convert.ToInt32(\"12\") + \"x\".PadLeft(3).Length;")]
        [InlineData("string M(System.Collections.ArrayList l) => (string)l[0] + \"abc\"[1];")]
        [InlineData("void M() => System.Diagnostics.Debug.Assert(true);")]
        [InlineData("bool M() => int.TryParse(\"1\", out int i) && i == 1;")]
        [InlineData("void M() { using var g = new System.Device.Gpio.GpioController(); g.OpenPin(2).Toggle(); }")]
        [InlineData("void M(System.Device.Gpio.GpioPin p) { p.ValueChanged += (s, e) => { }; p.DebounceTimeout = TimeSpan.Zero; }")]
        [InlineData("double M(Iot.Device.Adc.Ina219 i) => i.ReadBusVoltage().Volts;")]
        [InlineData("string M() => string.Format(\"{0} {1}\", 1, 2) + string.Concat(\"a\", \"b\");")]
        [InlineData("void M(string s) => ArgumentNullException.ThrowIfNull(s);")]
        [InlineData("bool M() => nanoFramework.Networking.WifiNetworkHelper.ConnectDhcp(\"s\", \"p\");")]
        [InlineData("void M(System.Device.Gpio.PinValuePair p) { var (number, value) = p; }")]
        [InlineData("void M() => nanoFramework.TestFramework.Assert.IsTrue(true);")]
        public void Compile_WhatThePlatformHas_HasNoErrors(string member) => Assert.Empty(Compile(member).Errors());

        [Theory]
        [InlineData("Action<int> _f;", "CS0308")]
        [InlineData("System.Collections.Generic.List<int> _l;", "CS0234")]
        [InlineData("int? _i;", "CS0518")]
        [InlineData("volatile int _i;", "CS0518")]
        [InlineData("float M() => MathF.Sqrt(1);", "CS0103")]
        [InlineData("string M() => string.Join(\",\", \"a\");", "CS0117")]
        [InlineData("string M() => \"a\".Replace('a', 'b');", "CS1061")]
        [InlineData("DateTime M() => DateTime.Now;", "CS0117")]
        [InlineData("object M() => DateTimeKind.Local;", "CS0619")]
        [InlineData("void M() => Array.Sort(new int[1]);", "CS0117")]
        [InlineData("object M() => new System.Security.Cryptography.HMACSHA512(null);", "CS0234")]
        [InlineData("int M(int[] a) => a[^1];", "CS0518")]
        [InlineData("SpanByte _s;", "CS8345")]
        [InlineData("System.Collections.IEnumerator M() { yield return 1; }", "CS0518")]
        [InlineData("(int, int) M() => (1, 2);", "CS8179")]
        [InlineData("decimal _d;", "CS0518")]
        [InlineData("void M(DateTime d) => d.Date = d;", "CS0200")]
        [InlineData("void M() => new System.Threading.Timeout();", "CS0712")]
        public void Compile_WhatThePlatformLacks_Fails(string member, string expected) =>
            Assert.Contains(expected, Compile(member).Errors());

        [Fact]
        public void Compile_ClassDerivedFromAbstractOne_OverridesIt() => Assert.Empty(Compile("""
            class Empty : System.IO.Stream
            {
                public override bool CanRead => true;
                public override bool CanSeek => true;
                public override bool CanWrite => true;
                public override long Length => 0;
                public override long Position { get; set; }
                public override void Flush() { }
                public override int Read(byte[] buffer, int offset, int count) => 0;
                public override int Read(SpanByte buffer) => 0;
                public override long Seek(long offset, System.IO.SeekOrigin origin) => 0;
                public override void SetLength(long value) { }
                public override void Write(byte[] buffer, int offset, int count) { }
            }
            """).Errors());

        [Fact]
        public void Compile_ObsoleteMember_Warns() => Assert.Contains(
            "CS0618", Compile("void M() => nanoFramework.TestFramework.Assert.Null(null);").Warnings());

        [Fact]
        public void Compile_ExtensionMethod_IsFound()
        {
            const string source = "using Microsoft.Extensions.Logging; class C { void M(ILogger l) => l.LogInformation(\"x\"); }";

            Assert.Empty(Snippet.ForBoard(source, optimize: true).Errors());
        }

        [Fact]
        public void Listings_EveryReference_IsListedItself()
        {
            IReadOnlyDictionary<string, ApiListing> listings = PlatformReferences.Instance.Listings;

            Assert.All(listings.Values, l => Assert.All(l.References, r => Assert.Contains(r, listings)));
        }

        [Fact]
        public void PackageTable_EveryAssembly_FitsItsListing()
        {
            foreach (ApiListing listing in PlatformReferences.Instance.Listings.Values)
            {
                (PinnedPackage package, _) = Assert.NotNull(PackageTable.Bringing(listing.AssemblyName));
                Version pinned = Version.Parse(package.Version);

                // The loader of the board asks for the same major and minor version, no more.
                Assert.Equal(listing.Package, package.Id);
                Assert.Equal((listing.AssemblyVersion.Major, listing.AssemblyVersion.Minor), (pinned.Major, pinned.Minor));
            }
        }

        [Fact]
        public void PackageTable_EveryFile_HasAListing()
        {
            IEnumerable<string> assemblies = PackageTable.Packages
                .SelectMany(p => p.Files)
                .Select(f => System.IO.Path.GetFileNameWithoutExtension(f));

            Assert.All(assemblies, a => Assert.NotNull(PlatformReferences.Instance.Find(a)));
        }

        private static Snippet Compile(string member) =>
            Snippet.ForBoard("using System; class C {\n" + member + "\n}", optimize: true);
    }
}
