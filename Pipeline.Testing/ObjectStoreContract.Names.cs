using NUnit.Framework;

#pragma warning disable CS1591 // The name of a clause is the sentence that it checks.

namespace DataflowWrite.Testing;

/// <content>Names that a store could be tempted to change.</content>
public abstract partial class ObjectStoreContract
{
    /// <summary>Names with characters that URLs, headers, XML and file systems treat each in their own way.</summary>
    private static readonly string[] OddNames =
    [
        "a b.csv", "100%.csv", "a+b.csv", "a&b=c;d.csv", "k=v/a,b.csv", "#1.csv", "it's (1) [2] {3}.csv", "~user@host!.csv", "$HOME^`.csv",
        "München/Straße.csv", "日本/東京.csv", "Ελλάδα.csv", "🚀/x.csv", "e\u0301.csv", "..a/b...c", ".hidden/.x", "%2F%00%41.csv", "%E9.csv",
    ];

    [TestCaseSource(nameof(OddNames))]
    public async Task An_odd_name_is_kept_as_it_is(string name)
    {
        var path = At(name);
        var pending = await PrepareAsync(path, "uploaded");
        Assert.That(await PendingAsync(), Is.EqualTo(new[] { name }), "the name of a pending upload");
        await Store.CommitAsync(pending);
        await ExpectContentAsync(path, "uploaded", "a committed object under its name");

        await PutAsync(path, "put");

        await ExpectContentAsync(path, "put", "a put under the same name");
        Assert.That((await Store.HeadAsync(path))?.Path, Is.EqualTo(path), "the name that head tells");
        Assert.That(await ListAsync(), Is.EqualTo(new[] { name }), "the name that listing tells");
        if (path.Parent is { } directory && directory != Prefix)
            Assert.That(await ListAsync(Relative(directory)), Is.EqualTo(new[] { name }), "the name below its own prefix");

        await Store.DeleteAsync(path);
        await ExpectNothingVisibleAsync("deleted under its name");
    }

    [Test]
    public async Task A_long_path_is_kept_as_it_is()
    {
        var name = string.Join('/', "abc".Select(letter => new string(letter, 200))) + ".csv";
        var path = At(name);
        await Store.CommitAsync(await PrepareAsync(path, "content"));

        await ExpectContentAsync(path, "content", "an object with a long path");
        Assert.That(await ListAsync(), Is.EqualTo(new[] { name }), "the path that listing tells");
    }

    [TestCase("A", "%41")]
    [TestCase("a b", "a+b")]
    [TestCase("a b", "a%20b")]
    [TestCase("a/b", "a%2Fb")]
    [TestCase("a%2Fb", "a%252Fb")]
    [TestCase("é", "e")]
    public async Task Names_that_some_encoding_makes_equal_are_two_objects(string one, string other)
    {
        await PutAsync(At(one), "one");
        await PutAsync(At(other), "other");

        await ExpectContentAsync(At(one), "one", $"'{one}' beside '{other}'");
        await ExpectContentAsync(At(other), "other", $"'{other}' beside '{one}'");
        await Store.DeleteAsync(At(one));
        Assert.That(await ListAsync(), Is.EqualTo(new[] { other }), "deleting one leaves the other");
    }

    [Test]
    public async Task Names_that_differ_in_case_are_one_object_only_where_the_store_says_so()
    {
        await PutAsync(At("case/Name"), "upper");
        await PutAsync(At("case/name"), "lower");

        var folds = Store.Capabilities.FoldsCase;
        Assert.That(await ListAsync("case"), Has.Count.EqualTo(folds ? 1 : 2), "the names");
        await ExpectContentAsync(At("case/Name"), folds ? "lower" : "upper", "the object with the capital letter");
    }
}
