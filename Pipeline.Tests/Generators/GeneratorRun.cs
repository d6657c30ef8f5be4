using DataflowWrite.Generators;
using DataflowWrite.Tests.Conventions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace DataflowWrite.Tests.Generators;

/// <summary>Runs the generator over sources, once or after edits, in one driver.</summary>
internal sealed class GeneratorRun
{
    public const string Usings = """
        using System;
        using System.Collections.Generic;
        using System.Collections.Immutable;
        using Apache.Arrow.Types;
        using DataflowWrite;
        using DataflowWrite.Annotations;

        """;

    private readonly CSharpParseOptions _options;
    private GeneratorDriver _driver;

    private GeneratorRun(CSharpParseOptions options, CSharpCompilation input)
    {
        _options = options;
        _driver = CSharpGeneratorDriver.Create(
            [new BatchSerializableGenerator().AsSourceGenerator()],
            parseOptions: options,
            driverOptions: new(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
        Input = input;
        Output = input;
        Run();
    }

    public CSharpCompilation Input { get; private set; }

    public Compilation Output { get; private set; }

    public IReadOnlyList<Diagnostic> Diagnostics { get; private set; } = [];

    public GeneratorRunResult Result => _driver.GetRunResult().Results[0];

    public IReadOnlyDictionary<string, string> Files => Result.GeneratedSources.ToDictionary(source => source.HintName, source => source.SourceText.ToString());

    /// <summary>Each source is a file of its own, named by its index.</summary>
    public static GeneratorRun Over(params string[] sources) => Over(LanguageVersion.CSharp12, sources);

    public static GeneratorRun Over(LanguageVersion version, params string[] sources) => Over(version, [], sources);

    /// <summary>Sources that stand on a library, of which the compiler sees the assembly alone.</summary>
    public static GeneratorRun Against(string library, params string[] sources)
    {
        using var assembly = new MemoryStream();
        Over(library).Output.WithAssemblyName("Library").Emit(assembly).Success.Should().BeTrue();
        return Over(LanguageVersion.CSharp12, [MetadataReference.CreateFromImage(assembly.ToArray())], sources);
    }

    private static GeneratorRun Over(LanguageVersion version, IEnumerable<MetadataReference> libraries, string[] sources)
    {
        var options = new CSharpParseOptions(version, DocumentationMode.Parse);
        var trees = sources.Select((source, index) => CSharpSyntaxTree.ParseText(Usings + source, options, $"{index}.cs"));
        var references = SourceCompilation.References.Where(reference => reference.Key != "DataflowWrite.Tests.dll").Select(reference => reference.Value)
            .Concat(libraries);
        return new(options, CSharpCompilation.Create(
            "Generated", trees, references, new(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable)));
    }

    /// <summary>Replaces the text of a file and runs again.</summary>
    public void Edit(int file, string source)
    {
        var tree = Input.SyntaxTrees.ElementAt(file);
        Input = Input.ReplaceSyntaxTree(tree, CSharpSyntaxTree.ParseText(Usings + source, _options, tree.FilePath));
        Run();
    }

    /// <summary>The reasons for which the outputs of a step came about in the last run.</summary>
    public IEnumerable<IncrementalStepRunReason> Reasons(string step)
        => Result.TrackedSteps.TryGetValue(step, out var runs) ? runs.SelectMany(run => run.Outputs).Select(output => output.Reason) : [];

    /// <summary>The reasons for which the outputs of all source outputs came about.</summary>
    public IEnumerable<IncrementalStepRunReason> OutputReasons()
        => Result.TrackedOutputSteps.SelectMany(step => step.Value).SelectMany(run => run.Outputs).Select(output => output.Reason);

    /// <summary>What the compiler says about sources and generated files together, hidden notes apart.</summary>
    public IEnumerable<string> CompilerMessages() => Output.GetDiagnostics()
        .Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning)
        .Select(diagnostic => diagnostic.ToString());

    private void Run()
    {
        _driver = _driver.RunGeneratorsAndUpdateCompilation(Input, out var output, out var diagnostics);
        Output = output;
        Diagnostics = diagnostics;
    }
}
