using DataflowWrite.Partitioning;

namespace DataflowWrite.Tests.Partitioning;

public sealed class PartitionTextTests
{
    private static IEnumerable<TestCaseData> Texts()
    {
        yield return Case("state", "state");
        yield return Case(" state , \"county\" ", "state", "county");
        yield return Case("day(viewed_at),bucket(16,user_id)", PartitionField.Day("viewed_at"), PartitionField.Bucket("user_id", 16));
        yield return Case("Year( at ), MONTH(at)", PartitionField.Year("at"), PartitionField.Month("at"));
        yield return Case("truncate(3,name)", PartitionField.Truncate("name", 3));
        yield return Case("hour(at,'Europe/Vienna')", PartitionField.Hour("at", "Europe/Vienna"));
        yield return Case("hour( at , +05:30 )", PartitionField.Hour("at", "+05:30"));
        yield return Case("\"day(at)\"", "day(at)");
        yield return Case("\"a,b\",day(\"c (local)\")", "a,b", PartitionField.Day("c (local)"));
        yield return Case("\"a \"\"b\"\"\"", "a \"b\"");
        yield return Case("identity(a)", "a");
        yield return Case("bucket(4,a) as shard,bucket(8,a) as \"the, shard\"",
            PartitionField.Bucket("a", 4) with { Name = "shard" }, PartitionField.Bucket("a", 8) with { Name = "the, shard" });
        yield return Case("a as b", "a as b");
    }

    [TestCaseSource(nameof(Texts))]
    public void A_text_is_read_as_its_fields_and_these_give_a_text_that_is_read_as_them(string text, PartitionField[] fields)
    {
        var spec = PartitionSpec.Parse(text);

        spec.Should().Equal(fields);
        PartitionSpec.Parse(spec.ToString()).Should().Equal(fields);
    }

    [TestCase("", "*character 1: a name is missing*")]
    [TestCase("a,,b", "*'a,,b'*character 3: a name is missing*")]
    [TestCase("a,", "*character 3: a name is missing*")]
    [TestCase("week(at)", "*character 1: 'week' is no transform*year(column)*bucket(count,column)*double quotes*")]
    [TestCase("price (eur)", "*'price' is no transform*double quotes*")]
    [TestCase("(a)", "*a name is missing*")]
    [TestCase("day()", "*character 5: a name is missing*")]
    [TestCase("day(at", "*character 7: a ')' is expected*")]
    [TestCase("day(at))", "*character 8: a comma or the end is expected*")]
    [TestCase("day(at) x", "*character 9: a comma or the end is expected*")]
    [TestCase("day(at) as ", "*a name is missing*")]
    [TestCase("day(at,'Nowhere')", "*character 8: 'Nowhere' is no time zone*")]
    [TestCase("day(at,'UTC", "*a ' is not closed*")]
    [TestCase("bucket(a,16)", "*character 8: a whole number from 1 on and a comma are expected*bucket(count,column)*")]
    [TestCase("bucket(0,a)", "*character 8: a whole number*")]
    [TestCase("truncate(99999999999,a)", "*character 10: a whole number*")]
    [TestCase("bucket(16)", "*character 8: a whole number*")]
    [TestCase("\"day\"(at)", "*character 6: a comma or the end is expected*")]
    [TestCase("\"a", "*a \" is not closed*")]
    [TestCase("a(b", "*'a' is no transform*")]
    [TestCase("a)", "*character 2: a comma or the end is expected*")]
    public void A_malformed_text_says_where_and_what_is_allowed(string text, string message)
        => FluentActions.Invoking(() => PartitionSpec.Parse(text)).Should().Throw<FormatException>().WithMessage(message);

    private static TestCaseData Case(string text, params PartitionField[] fields) => new TestCaseData(text, fields).SetArgDisplayNames(text);
}
