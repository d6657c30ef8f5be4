using Apache.Arrow;
using Apache.Arrow.Types;
using DataflowWrite.Columns;
using DataflowWrite.Tests.Support;

namespace DataflowWrite.Tests.Columns;

public sealed class ArrowTypesTests
{
    private static readonly Field A = new("a", Int32Type.Default, true);
    private static readonly Field B = new("b", Int32Type.Default, true);
    private static readonly Field Wide = new("a", Int64Type.Default, true);

    private static IEnumerable<string> AllTypes => RandomColumns.All;

    [TestCaseSource(nameof(AllTypes))]
    public void A_type_matches_itself_made_twice_and_no_other(string type)
    {
        var types = RandomColumns.All.Select(other => RandomColumns.Make(other, 1, 3, 0).Data.DataType);

        types.Count(other => ArrowTypes.Same(RandomColumns.Make(type, 2, 5, 0).Data.DataType, other)).Should().Be(1);
    }

    [Test]
    public void What_changes_the_meaning_of_values_does_not_match()
    {
        (IArrowType, IArrowType)[] pairs =
        [
            (new TimestampType(TimeUnit.Second, "UTC"), new TimestampType(TimeUnit.Millisecond, "UTC")),
            (new TimestampType(TimeUnit.Second, "UTC"), new TimestampType(TimeUnit.Second, (string?)null)),
            (DurationType.Second, DurationType.Millisecond),
            (new Time32Type(TimeUnit.Second), new Time32Type(TimeUnit.Millisecond)),
            (IntervalType.DayTime, IntervalType.YearMonth),
            (new Decimal128Type(10, 2), new Decimal128Type(10, 3)),
            (new FixedSizeBinaryType(3), new FixedSizeBinaryType(4)),
            (new DictionaryType(Int8Type.Default, StringType.Default, false), new DictionaryType(Int16Type.Default, StringType.Default, false)),
            (new ListType(A), new ListType(Wide)),
            (new FixedSizeListType(A, 2), new FixedSizeListType(A, 3)),
            (new StructType([A]), new StructType([B])),
            (new StructType([A]), new StructType([A, B])),
            (new MapType(A, B), new MapType(Wide, B)),
            (new UnionType([A, B], [0, 1], UnionMode.Dense), new UnionType([A, B], [0, 1], UnionMode.Sparse)),
        ];

        pairs.Should().OnlyContain(pair => !ArrowTypes.Same(pair.Item1, pair.Item2) && ArrowTypes.Same(pair.Item1, pair.Item1));
    }

    [Test]
    public void What_does_not_change_it_matches()
    {
        ArrowTypes.Same(new ListType(A), new ListType(B)).Should().BeTrue();
        ArrowTypes.Same(new TimestampType(TimeUnit.Second, "UTC"), new TimestampType(TimeUnit.Second, "+00:00")).Should().BeTrue();
        ArrowTypes.Same(new StringType(), StringType.Default).Should().BeTrue();
    }
}
