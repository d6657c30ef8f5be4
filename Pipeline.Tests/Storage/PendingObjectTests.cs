using CsCheck;
using DataflowWrite.Storage;

namespace DataflowWrite.Tests.Storage;

public sealed class PendingObjectTests
{
    [Test]
    public void Its_text_is_one_line_of_json()
        => new PendingObject(ObjectPath.Parse("a/b"), 7, new Dictionary<string, string> { ["id"] = "x\ny" }).ToJson()
            .Should().Be("""{"path":"a/b","size":7,"state":{"id":"x\ny"}}""");

    [Test]
    public void Any_token_comes_back_from_its_text()
        => Gen.Select(Gen.String.AlphaNumeric, Gen.Long[0, long.MaxValue], Gen.Dictionary(Gen.String.AlphaNumeric, Gen.String)[0, 5])
            .Sample((path, size, state) =>
            {
                var pending = new PendingObject(ObjectPath.Parse("é\"\\" + path), size, state);
                var read = PendingObject.FromJson(pending.ToJson());
                return !pending.ToJson().Contains('\n') && read.Path == pending.Path && read.Size == size
                    && read.State.Count == state.Count
                    && state.All(pair => !IsText(pair.Value) || read.State[pair.Key] == pair.Value);
            });

    [TestCase("")]
    [TestCase("garbage")]
    [TestCase("[]")]
    [TestCase("{}")]
    [TestCase("""{"path":"a","size":1}""")]
    [TestCase("""{"path":"../a","size":1,"state":{}}""")]
    [TestCase("""{"path":"a","size":-1,"state":{}}""")]
    [TestCase("""{"path":"a","size":"1","state":{}}""")]
    [TestCase("""{"path":null,"size":1,"state":{}}""")]
    [TestCase("""{"path":"a","size":1,"state":{"k":1}}""")]
    [TestCase("""{"path":"a","size":1,"state":{"k":null}}""")]
    public void Anything_else_is_refused(string text)
        => FluentActions.Invoking(() => PendingObject.FromJson(text)).Should().Throw<FormatException>().WithMessage("*token*");

    // JSON has no form for half a surrogate pair.
    private static bool IsText(string value)
        => System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(value)) == value;
}
