using DataflowWrite.Storage;

namespace DataflowWrite.Tests.Storage;

public sealed class ObjectPathTests
{
    [TestCase("/a")]
    [TestCase("a/")]
    [TestCase("a//b")]
    [TestCase("..")]
    [TestCase("a/../b")]
    [TestCase("./a")]
    [TestCase("a\0b")]
    public void A_path_that_could_lead_elsewhere_is_refused(string text)
        => FluentActions.Invoking(() => ObjectPath.Parse(text)).Should().Throw<FormatException>().WithMessage("*not an object path*");

    [Test]
    public void A_path_has_a_name_a_parent_and_parts_below()
    {
        var path = ObjectPath.Parse("a/b c/…d%2F");

        (path.Name, path.Parent.Value, path.Parent.Parent.Parent.IsRoot).Should().Be(("…d%2F", "a/b c", true));
        path.Parent.Append("x/y").Value.Should().Be("a/b c/x/y");
        default(ObjectPath).Append("x").Value.Should().Be("x");
        path.Append("").Should().Be(path);
    }

    [TestCase("a", "a/b", "b")]
    [TestCase("", "a/b", "a/b")]
    [TestCase("a", "ab", null)]
    [TestCase("a", "a", null)]
    [TestCase("", "", null)]
    public void What_lies_below_is_relative(string prefix, string path, string? expected)
    {
        ObjectPath.Parse(prefix).TryGetRelative(ObjectPath.Parse(path), out var relative).Should().Be(expected is not null);
        relative.Should().Be(expected);
    }
}
