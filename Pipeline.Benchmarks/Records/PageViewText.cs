using Apache.Arrow;
using Apache.Arrow.Types;
using DataflowWrite.Columns.Building;
using DataflowWrite.Serialization;
using DataflowWrite.Serialization.Records;

namespace DataflowWrite.Benchmarks.Records;

internal sealed class PageViewText(TextColumns columns) : RecordText<PageView>
{
    private readonly MemberText<string?>? _country = columns.Find("Country")?.Text();
    private readonly MemberText<long>? _viewedAt = columns.Find("ViewedAt")?.Field<long>();
    private readonly MemberText<long>? _userId = columns.Find("UserId")?.Field<long>();
    private readonly MemberText<Int128>? _price = columns.Find("Price")?.Field<Int128>();
    private readonly MemberText<string?>? _referrer = columns.Find("Referrer")?.Text();

    public static IBatchSerializer<PageView> CreateSerializer(StatelessFormat format)
    {
        var schema = new Schema(
        [
            new Field("Country", StringType.Default, false),
            new Field("ViewedAt", new TimestampType(TimeUnit.Microsecond, "UTC"), false),
            new Field("UserId", Int64Type.Default, false),
            new Field("Price", new Decimal128Type(18, 4), false),
            new Field("Referrer", StringType.Default, true),
        ], null);
        return RecordSerializer.Create(format, schema, schema, static c => new PageViewText(c))!;
    }

    public override void Write(ref Utf8Output output, in PageView value)
    {
        _country?.Write(ref output, value.Country);
        _viewedAt?.Write(ref output, (value.ViewedAt.UtcTicks - DateTime.UnixEpoch.Ticks) / 10);
        _userId?.Write(ref output, value.UserId);
        if (_price is not null)
        {
            Span<int> bits = stackalloc int[4];
            decimal.GetBits(value.Price, bits);
            _price.Write(ref output, new Int128((uint)bits[2], (uint)bits[0] | ((ulong)(uint)bits[1] << 32)));
        }

        _referrer?.Write(ref output, value.Referrer);
    }
}
