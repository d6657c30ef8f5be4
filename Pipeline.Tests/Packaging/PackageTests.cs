using System.IO.Compression;
using System.Text;
using DataflowWrite.Tests.Conventions;
using DataflowWrite.Tests.Support;

namespace DataflowWrite.Tests.Packaging;

/// <summary>The packed package in a project of its own, from a folder feed.</summary>
[NonParallelizable]
public sealed class PackageTests
{
    private const string Version = "0.0.1-packed";

    private const string Project = $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>net10.0</TargetFramework>
            <ImplicitUsings>enable</ImplicitUsings>
            <Nullable>enable</Nullable>
            <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
            <NuGetAudit>false</NuGetAudit>
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="DataflowWrite" Version="{Version}" />
          </ItemGroup>
        </Project>
        """;

    private const string Program = """
        using Apache.Arrow.Types;
        using DataflowWrite;
        using DataflowWrite.Annotations;

        var views = Enumerable.Range(0, 10).Select(i => new PageView(i % 2 == 0 ? "DE" : "FR", DateTimeOffset.UnixEpoch.AddDays(i), i, 1.25m, null));
        var result = await DatasetWriter.WriteAsync(views, args[0]);
        Console.WriteLine(result.Rows);

        [BatchSerializable]
        public sealed partial record PageView(
            [PartitionKey] string Country,
            [Column("viewed_at", Unit = TimeUnit.Microsecond, TimeZone = "UTC")] DateTimeOffset ViewedAt,
            long UserId,
            [Column(Precision = 18, Scale = 4)] decimal Price,
            string? Referrer);
        """;

    [Test]
    public void A_project_that_references_the_package_writes_records()
    {
        using var directory = new TempDirectory();
        Pack(directory);
        File.WriteAllText(directory.File("App.csproj"), Project);
        File.WriteAllText(directory.File("Program.cs"), Program);

        var cache = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        var output = DotNet("run", "--project", directory.File("App.csproj"), $"-p:RestoreAdditionalProjectSources={directory.File("feed")}",
            "-p:UseSharedCompilation=false", $"-p:RestorePackagesPath={directory.File("packages")}", $"-p:RestoreFallbackFolders={cache}", "--", directory.File("out/"));

        output.Trim().Should().EndWith("10");
        Directory.GetDirectories(directory.File("out")).Select(Path.GetFileName).Should().BeEquivalentTo("Country=DE", "Country=FR");
    }

    [Test]
    public void The_package_carries_the_generator_with_its_code_fixes_and_depends_on_no_compiler()
    {
        using var directory = new TempDirectory();
        Pack(directory);

        using var package = ZipFile.OpenRead(Directory.GetFiles(directory.File("feed"), "DataflowWrite.0*.nupkg").Single());

        package.Entries.Select(entry => entry.FullName).Where(name => name.StartsWith("analyzers/", StringComparison.Ordinal)).Should().BeEquivalentTo(
            "analyzers/dotnet/cs/DataflowWrite.Generators.dll", "analyzers/dotnet/cs/DataflowWrite.Generators.CodeFixes.dll");
        using var manifest = new StreamReader(package.Entries.Single(entry => entry.FullName.EndsWith(".nuspec", StringComparison.Ordinal)).Open());
        manifest.ReadToEnd().Should().NotContain("CodeAnalysis").And.NotContain("Generators");
    }

    private static void Pack(TempDirectory directory)
    {
        var configuration = AppContext.BaseDirectory.Contains($"{Path.DirectorySeparatorChar}Release{Path.DirectorySeparatorChar}") ? "Release" : "Debug";
        DotNet("pack", Path.Combine(RepositoryTree.Root, "Pipeline"), "--no-build", "--configuration", configuration,
            "--output", directory.File("feed"), $"-p:PackageVersion={Version}");
    }

    private static string DotNet(params string[] arguments) => Encoding.UTF8.GetString(ExternalTool.Require("dotnet").Run(arguments));
}
