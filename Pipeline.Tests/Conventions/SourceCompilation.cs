using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace DataflowWrite.Tests.Conventions;

/// <summary>Source files bound against the assemblies of this test run, so that rules see symbols and not spellings.</summary>
internal static class SourceCompilation
{
    /// <summary>What the SDK's implicit usings give each file of a library.</summary>
    public const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    public static CSharpParseOptions ParseOptions { get; } = new(LanguageVersion.Preview, DocumentationMode.Parse);

    /// <summary>References to the framework, the packages and the project's own assemblies, by file name.</summary>
    public static IReadOnlyDictionary<string, MetadataReference> References { get; } = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
        .Split(Path.PathSeparator)
        .Concat(Directory.EnumerateFiles(AppContext.BaseDirectory, "*.dll"))
        .DistinctBy(path => Path.GetFileName(path))
        .Where(IsManaged)
        .ToDictionary(path => Path.GetFileName(path), path => (MetadataReference)MetadataReference.CreateFromFile(path));

    public static CSharpCompilation Of(IEnumerable<SourceFile> files)
    {
        var trees = files.Select(file => CSharpSyntaxTree.ParseText(file.Text, ParseOptions, file.Path))
            .Prepend(CSharpSyntaxTree.ParseText(ImplicitUsings, ParseOptions));
        var options = new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable);
        var references = References.Where(reference => !IsOwn(reference.Key)).Select(reference => reference.Value);
        return CSharpCompilation.Create("Sources", trees, references, options);
    }

    private static bool IsOwn(string file)
        => file.Equals("dfw.dll", StringComparison.OrdinalIgnoreCase) || file.StartsWith("DataflowWrite", StringComparison.OrdinalIgnoreCase);

    private static bool IsManaged(string path)
    {
        using var stream = File.OpenRead(path);
        using var image = new System.Reflection.PortableExecutable.PEReader(stream);
        return image.HasMetadata;
    }
}
