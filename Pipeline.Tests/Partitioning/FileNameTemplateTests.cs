using DataflowWrite.Partitioning;

namespace DataflowWrite.Tests.Partitioning;

public sealed class FileNameTemplateTests
{
    private const string Id = "abcdefgh01234567";

    private static readonly PartitionKey Key = new(
        [new("state", "NY"), new("county", "a/b"), new("day", null)], "state=NY/county=a%2Fb/day=__HIVE_DEFAULT_PARTITION__");

    [TestCase(FileNameTemplate.Default, Id + "_12.csv.gz")]
    [TestCase("part-{n}-{id}.{ext}", "part-12-" + Id + ".csv.gz")]
    [TestCase("{state}_{county}_{id}{n}", "NY_a%2Fb_" + Id + "12")]
    [TestCase("x{day}-{id}-{n}", "x__HIVE_DEFAULT_PARTITION__-" + Id + "-12")]
    [TestCase("{id}{n}{n}", Id + "1212")]
    public void A_name_follows_the_template(string template, string expected)
        => FileNameTemplate.Parse(template, ["state", "county", "day"]).Format(Id, 12, "csv.gz", Key).Should().Be(expected);

    [TestCase("", "*empty*")]
    [TestCase("{n}.csv", "*{id} is missing*")]
    [TestCase("{id}.csv", "*{n} is missing*")]
    [TestCase("{id}_{n}_{town}", "*{town} is not known*{id}, {n}, {ext}, {state}*")]
    [TestCase("{id}_{n}_{ID}", "*{ID} is not known*")]
    [TestCase("{id}_{n}_{}", "*{} is not known*")]
    [TestCase("{id}_{n", "*'{' is not closed*")]
    [TestCase("{id_{n}", "*'{' is not closed*")]
    [TestCase("{id}_{n}}", "*'}' closes nothing*")]
    [TestCase("a/{id}_{n}", "*'/'*")]
    [TestCase("a\\{id}_{n}", "*'\\'*")]
    [TestCase(".{id}_{n}", "*begin with '.'*")]
    [TestCase("_{id}_{n}", "*begin with '_'*")]
    [TestCase("{id}_{n}\0.{ext}", "*control character U+0000*")]
    [TestCase("{id}\n{n}", "*control character U+000A*")]
    [TestCase("{id}{n}\u007f", "*control character U+007F*")]
    [TestCase("{id}{n}\u0085", "*control character U+0085*")]
    [TestCase("{id}:{n}", "*no ':'*")]
    [TestCase("<{id}>{n}", "*no '<'*")]
    [TestCase("{id}_{n}?", "*no '?'*")]
    [TestCase("{id}_{n}.", "*dot or a space at the end*")]
    [TestCase("{id}_{n}.{ext} ", "*dot or a space at the end*")]
    public void A_bad_template_is_refused_with_the_reason(string template, string message)
        => FluentActions.Invoking(() => FileNameTemplate.Parse(template, ["state"]))
            .Should().Throw<ArgumentException>().WithMessage(message).Which.Message.Should().Contain($"'{template}'");

    [Test]
    public void Half_a_surrogate_pair_is_refused([Values(0xD83D, 0xDE00)] int half)
        => FluentActions.Invoking(() => FileNameTemplate.Parse((char)half + "{id}{n}", PartitionSpec.None))
            .Should().Throw<ArgumentException>().WithMessage("*not valid Unicode*");

    [Test]
    public void A_character_outside_the_basic_plane_is_taken()
        => FileNameTemplate.Parse("\ud83d\ude00{id}{n}", PartitionSpec.None)
            .Format(Id, 1, "csv", PartitionKey.None).Should().Be("\ud83d\ude00" + Id + "1");

    [Test]
    public void A_column_whose_name_cannot_stand_in_a_file_name_is_a_token_still()
        => FileNameTemplate.Parse("{a:b}-{id}-{n}", ["a:b"])
            .Format(Id, 1, "csv", new([new("a:b", "x")], "a%3Ab=x")).Should().Be("x-" + Id + "-1");

    [TestCase("{id}{n}", "csv.gz", 238)]
    [TestCase("{id}{n}.{ext}", "csv.gz", 231)]
    [TestCase("{id}{id}{n}{n}", "csv.gz", 221)]
    [TestCase("{id}{n}{state}", "", 238)]
    public void A_template_whose_shortest_name_takes_over_255_bytes_is_refused(string template, string extension, int longest)
    {
        FileNameTemplate.Parse(new string('a', longest) + template, ["state"], extension);

        FluentActions.Invoking(() => FileNameTemplate.Parse(new string('a', longest + 1) + template, ["state"], extension))
            .Should().Throw<ArgumentException>().WithMessage("'a*256 bytes*255*");
    }

    [Test]
    public void A_name_over_255_bytes_is_refused()
    {
        var template = FileNameTemplate.Parse(new string('é', 119) + "{id}{n}", PartitionSpec.None);

        template.Format(Id, 1, "csv", PartitionKey.None).Should().StartWith("é");
        template.Invoking(t => t.Format(Id, 123, "csv", PartitionKey.None).Length)
            .Should().Throw<InvalidDataException>().WithMessage("*257 bytes*255*");
    }

    [Test]
    public void A_name_that_a_value_makes_hidden_is_refused()
    {
        var template = FileNameTemplate.Parse("{state}{id}{n}", ["state"]);

        template.Invoking(t => t.Format(Id, 1, "csv", new([new("state", ".x")], "state=.x")))
            .Should().Throw<InvalidDataException>().WithMessage("*begins with '.'*");
    }

    [TestCase("abcdefgh01234567", true)]
    [TestCase("abcdefgh0123456", false)]
    [TestCase("abcdefgh012345678", false)]
    [TestCase("ABCDEFGH01234567", false)]
    [TestCase("abcdefgh0123456é", false)]
    public void A_write_id_has_16_characters_of_a_to_z_and_0_to_9(string id, bool valid)
    {
        var act = () => WriteId.Validate(id);

        if (valid)
            act.Should().NotThrow();
        else
            act.Should().Throw<ArgumentException>().WithMessage($"'{id}'*exactly 16 characters from a to z and 0 to 9*");
    }

    [Test]
    public void A_created_write_id_is_valid_and_new()
    {
        var ids = Enumerable.Range(0, 500).Select(_ => WriteId.Create()).ToList();

        ids.Should().OnlyHaveUniqueItems();
        ids.ForEach(WriteId.Validate);
        string.Concat(ids).Distinct().Should().HaveCount(36);
    }
}
