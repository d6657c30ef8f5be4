using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace DataflowWrite.Benchmarks.Generator;

/// <summary>A project of annotated records, a file for each, and one class beside them whose method is edited.</summary>
internal sealed class RecordSources
{
    public const int Records = 200;

    private readonly SyntaxTree[] _records = [.. Enumerable.Range(0, Records).Select(i => Parse($"Record{i}.cs", RecordOf(i)))];
    private readonly MetadataReference[] _references = [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
        .Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path))];

    public static CSharpParseOptions ParseOptions { get; } = new(LanguageVersion.CSharp12);

    /// <summary>A compilation that has bound nothing yet.</summary>
    public CSharpCompilation Compilation(SyntaxTree other) => CSharpCompilation.Create(
        "Records",
        [.. _records, other],
        _references,
        new(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

    /// <summary>The class beside the records after an edit of its method; no two edits are equal.</summary>
    public static SyntaxTree Other(int edit) => Parse("Other.cs", $$"""
        namespace App;

        internal static class Other
        {
            public static int Method() => {{edit}};
        }
        """);

    private static SyntaxTree Parse(string path, string text) => CSharpSyntaxTree.ParseText(text, ParseOptions, path);

    private static string RecordOf(int number) => $$"""
        using System;
        using DataflowWrite.Annotations;
        using Apache.Arrow.Types;

        namespace App;

        [BatchSerializable]
        public sealed partial record PageView{{number}}(
            [PartitionKey] string Country,
            [Column("viewed_at", Unit = TimeUnit.Microsecond)] DateTimeOffset ViewedAt,
            long UserId,
            [Column(Precision = 18, Scale = 4)] decimal Price,
            string? Referrer);
        """;
}
