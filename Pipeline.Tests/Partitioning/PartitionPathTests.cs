using CsCheck;
using DataflowWrite.Partitioning;
using DataflowWrite.Tests.Support;

namespace DataflowWrite.Tests.Partitioning;

public sealed class PartitionPathTests
{
    [TestCase("NY", "k=NY")]
    [TestCase("New York", "k=New York")]
    [TestCase("Zürich", "k=Zürich")]
    [TestCase("日本😀", "k=日本😀")]
    [TestCase("a/b", "k=a%2Fb")]
    [TestCase("a\\b", "k=a%5Cb")]
    [TestCase("a=b", "k=a%3Db")]
    [TestCase("50%", "k=50%25")]
    [TestCase("%2F", "k=%252F")]
    [TestCase("a:b", "k=a%3Ab")]
    [TestCase("\"#'*?{}[]^<>|", "k=%22%23%27%2A%3F%7B%7D%5B%5D%5E%3C%3E%7C")]
    [TestCase("\0\t\n\r\u001F\u007F", "k=%00%09%0A%0D%1F%7F")]
    [TestCase("~`!@$&()+,-;_", "k=~`!@$&()+,-;_")]
    [TestCase(" a b ", "k=%20a b%20")]
    [TestCase(" ", "k=%20")]
    [TestCase("a.", "k=a%2E")]
    [TestCase(".a", "k=.a")]
    [TestCase("..", "k=.%2E")]
    [TestCase("", "k=")]
    [TestCase(null, "k=__HIVE_DEFAULT_PARTITION__")]
    [TestCase("__HIVE_DEFAULT_PARTITION__", "k=%5F_HIVE_DEFAULT_PARTITION__")]
    [TestCase("__hive_default_partition__", "k=__hive_default_partition__")]
    [TestCase("null", "k=%6Eull")]
    [TestCase("NULL", "k=%4EULL")]
    [TestCase("Null", "k=%4Eull")]
    [TestCase("nulls", "k=nulls")]
    public void A_value_is_encoded_by_the_table(string? text, string expected)
        => PartitionPath.Encode("k", text).Should().Be(expected);

    [TestCase("Ab", "k=%41b")]
    [TestCase("É", "k=É")]
    [TestCase("NULL", "k=%4E%55%4C%4C")]
    [TestCase("null", "k=%6Eull")]
    [TestCase("__hive_default_partition__", "k=%5F_hive_default_partition__")]
    [TestCase(null, "k=__HIVE_DEFAULT_PARTITION__")]
    public void Upper_case_letters_are_encoded_where_the_store_folds_case(string? text, string expected)
        => PartitionPath.Encode("k", text, foldsCase: true).Should().Be(expected);

    [TestCase("a=b", "a%3Db=1")]
    [TestCase("a/b", "a%2Fb=1")]
    [TestCase(" a.", "%20a%2E=1")]
    [TestCase("Größe", "Größe=1")]
    [TestCase("null", "null=1")]
    public void A_column_name_is_encoded_by_the_same_characters(string name, string expected)
    {
        PartitionPath.Encode(name, "1").Should().Be(expected);
        PartitionPath.TryDecode(expected, out var value).Should().BeTrue();
        value.Should().Be(new PartitionValue(name, "1"));
    }

    [Test]
    public void What_was_encoded_decodes_to_the_same_key()
        => Gen.Select(Texts.Any, Texts.Any, Gen.Bool).Sample(
            (name, text, foldsCase) =>
            {
                PartitionPath.TryDecode(PartitionPath.Encode(name, text, foldsCase: foldsCase), out var value).Should().BeTrue();
                value.Should().Be(new PartitionValue(name, text));
            },
            iter: 20_000);

    [Test]
    public void A_null_decodes_to_null()
    {
        PartitionPath.TryDecode(PartitionPath.Encode("k", null), out var value).Should().BeTrue();
        value.Should().Be(new PartitionValue("k", null));
    }

    [Test]
    public void Two_keys_have_two_names_even_where_case_is_folded()
        => Gen.Select(Texts.Any, Texts.Any).Sample(
            (a, b) =>
            {
                var same = a == b;
                PartitionPath.Encode("k", a).Equals(PartitionPath.Encode("k", b), StringComparison.Ordinal).Should().Be(same);
                FoldAscii(PartitionPath.Encode("k", a, foldsCase: true))
                    .Equals(FoldAscii(PartitionPath.Encode("k", b, foldsCase: true)), StringComparison.Ordinal).Should().Be(same);
                FoldAscii(PartitionPath.Encode("k", a, foldsCase: true)).Should().NotBe(FoldAscii(PartitionPath.Encode("k", null)));
            },
            iter: 20_000);

    [Test]
    public void A_name_holds_no_separator_and_no_control_character()
        => Texts.Any.Sample(
            text =>
            {
                var segment = PartitionPath.Encode("k", text);
                segment.Should().NotContainAny("/", "\\", "\0", "?", "*", "\"", ":").And.NotEndWith(".").And.NotEndWith(" ");
                segment.AsSpan(2).Contains('=').Should().BeFalse();
            },
            iter: 10_000);

    [TestCase("k=100%", "100%")]
    [TestCase("k=%zz", "%zz")]
    [TestCase("k=%4", "%4")]
    [TestCase("k=%", "%")]
    [TestCase("k=a=b", "a=b")]
    [TestCase("k=%2f", "/")]
    [TestCase("k=%C3%A9", "é")]
    [TestCase("k=%FF", "%FF")]
    [TestCase("k=null", "null")]
    public void Decoding_takes_what_others_write(string segment, string expected)
    {
        PartitionPath.TryDecode(segment, out var value).Should().BeTrue();
        value.Text.Should().Be(expected);
    }

    [Test]
    public void A_path_decodes_to_the_values_of_its_partition_directories()
    {
        PartitionPath.Decode("state=NY/data/county=New%2FYork").Should().Equal(
            new PartitionValue("state", "NY"), new PartitionValue("county", "New/York"));
        PartitionPath.Decode("").Should().BeEmpty();
        PartitionPath.DecodeFile("state=NY/county=/abc=1_0.csv").Should().Equal(
            new PartitionValue("state", "NY"), new PartitionValue("county", ""));
        PartitionPath.DecodeFile("abc=1_0.csv").Should().BeEmpty();
    }

    [TestCase(253, true)]
    [TestCase(254, false)]
    public void A_segment_has_at_most_255_bytes(int length, bool fits)
    {
        var act = () => PartitionPath.Encode("k", new string('x', length));

        if (fits)
            act.Should().NotThrow();
        else
            act.Should().Throw<InvalidDataException>().WithMessage("Partition column 'k' *256 bytes*255*");
    }

    [Test]
    public void The_limit_counts_utf8_bytes_after_encoding()
    {
        var act = () => PartitionPath.Encode("k", new string('é', 127));
        act.Should().Throw<InvalidDataException>().WithMessage("*256 bytes*");
        act = () => PartitionPath.Encode("k", new string('/', 85));
        act.Should().Throw<InvalidDataException>().WithMessage("*257 bytes*");
    }

    [TestCase(null, false, "null")]
    [TestCase("", false, "empty string")]
    [TestCase("NULL", false, "'NULL'")]
    [TestCase("__HIVE_DEFAULT_PARTITION__", false, "'__HIVE_DEFAULT_PARTITION__'")]
    [TestCase("Ab", true, "upper-case")]
    public void Refusing_names_the_column_and_the_reason(string? text, bool foldsCase, string reason)
    {
        var act = () => PartitionPath.Encode("k", text, KeyText.Refuse, foldsCase);

        act.Should().Throw<InvalidDataException>().WithMessage($"Partition column 'k' *{reason}*KeyText.Encode*");
    }

    [TestCase("Ab")]
    [TestCase("a/b")]
    [TestCase("%")]
    public void Refusing_lets_other_text_pass(string text)
        => PartitionPath.Encode("k", text, KeyText.Refuse).Should().Be(PartitionPath.Encode("k", text));

    [Test]
    public void A_lone_surrogate_is_refused_with_the_column_named()
    {
        var act = () => PartitionPath.Encode("k", "a\uD800b");

        act.Should().Throw<InvalidDataException>().WithMessage("Partition column 'k' *not valid Unicode*");
    }

    private static string FoldAscii(string text)
        => string.Create(text.Length, text, static (span, source) =>
        {
            for (var i = 0; i < span.Length; i++)
                span[i] = char.IsAsciiLetterUpper(source[i]) ? (char)(source[i] | 0x20) : source[i];
        });
}
