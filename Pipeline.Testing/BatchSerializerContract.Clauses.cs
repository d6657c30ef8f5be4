using System.Globalization;
using NUnit.Framework;

#pragma warning disable CS1591 // The name of a clause is the sentence that it checks.

namespace DataflowWrite.Testing;

/// <content>The clauses.</content>
public abstract partial class BatchSerializerContract
{
    [Test]
    public void What_was_serialized_before_does_not_matter()
    {
        var serializer = Fresh();
        foreach (var initial in new[] { true, false, true, false })
        {
            using var batch = CreateBatch(Rows, Seed);
            ExpectBytes(Append(serializer, batch, initial), BytesOf(Rows, initial), "a batch after others");
            using var other = CreateBatch(3 * Rows, Seed + 1);
            Append(serializer, other, initial);
        }
    }

    [Test]
    public void The_first_batch_of_a_file_has_its_beginning_even_without_rows()
    {
        var beginning = BytesOf(0, initial: true);
        var first = BytesOf(Rows, initial: true);

        if (CutsLeaveNoTrace)
            ExpectBytes(first, [.. beginning, .. BytesOf(Rows, initial: false)], "the first batch is the beginning and its rows");
        else
            Assert.That(first, Is.Not.Empty, "the first batch");
    }

    [Test]
    public void Rows_give_the_same_bytes_however_they_are_cut()
    {
        if (!CutsLeaveNoTrace)
            return;

        using var batch = CreateBatch(Rows, Seed);
        var pieces = new List<byte>();
        for (int offset = 0, length = 1; offset < Rows; offset += length, length = Math.Min(length + 1, Rows - offset))
            pieces.AddRange(BytesOfCopy(batch, offset, length));

        ExpectBytes([.. pieces], BytesOf(Rows, initial: false), "the pieces add up");
    }

    [Test]
    public void An_empty_batch_has_no_bytes_unless_it_is_the_first()
    {
        var bytes = BytesOf(0, initial: false);

        if (CutsLeaveNoTrace)
            Assert.That(bytes, Is.Empty, "an empty batch");
    }

    [Test]
    public void Bytes_are_appended_by_the_rules_of_the_writer()
    {
        foreach (var initial in new[] { true, false })
        {
            using var batch = CreateBatch(Rows, Seed);
            var output = new StrictBufferWriter("before"u8);

            Fresh().Serialize(batch, initial, output);

            ExpectBytes(output.ToArray(), [.. "before"u8, .. BytesOf(Rows, initial)], "what was there and the bytes of the batch");
        }
    }

    [Test]
    public void A_slice_gives_the_bytes_of_a_copy_of_its_rows()
    {
        foreach (var (offset, length) in new[] { (0, 10), (1, 1), (3, 20), (8, 8), (Rows - 5, 5), (50, 0) })
        {
            using var whole = CreateBatch(Rows, Seed);
            var expected = BytesOfCopy(whole, offset, length);
            using var slice = whole.Slice(offset, length);

            ExpectBytes(Append(Fresh(), slice, initial: false), expected, $"{length} rows from row {offset} on");
        }
    }

    [Test]
    public async Task Batches_can_be_serialized_at_the_same_time()
    {
        var serializer = Fresh();
        var expected = Enumerable.Range(1, 8).Select(n => BytesOf(n * 20, initial: n == 1)).ToArray();

        // Threads of their own that start together: those of the pool may come one after the other.
        var batches = Enumerable.Range(1, 8).Select(n => CreateBatch(n * 20, Seed)).ToArray();
        using var start = new Barrier(batches.Length);
        var actual = await Task.WhenAll(batches.Select((batch, n) => Task.Factory.StartNew(
            () =>
            {
                using var owned = batch;
                start.SignalAndWait();
                return Append(serializer, owned, initial: n == 0);
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)));

        for (var n = 0; n < actual.Length; n++)
            ExpectBytes(actual[n], expected[n], "a batch beside others");
    }

    [Test]
    public async Task The_asynchronous_form_gives_the_same_bytes()
    {
        foreach (var initial in new[] { true, false })
        {
            using var batch = CreateBatch(Rows, Seed);
            ExpectBytes((await Fresh().SerializeAsync(batch, initial)).ToArray(), BytesOf(Rows, initial), "the asynchronous form");
        }
    }

    [Test]
    public async Task The_asynchronous_form_can_be_cancelled()
    {
        using var batch = CreateBatch(Rows, Seed);

        await RefusesAsync<OperationCanceledException>(
            "serializing with a cancelled token", async () => await Fresh().SerializeAsync(batch, true, new CancellationToken(canceled: true)));
    }

    [Test]
    public async Task Bytes_of_the_asynchronous_form_are_the_callers()
    {
        var serializer = Fresh();
        using var batch = CreateBatch(Rows, Seed);
        using var other = CreateBatch(2 * Rows, Seed + 1);
        var first = await serializer.SerializeAsync(batch, initial: false);
        var expected = first.ToArray();

        await serializer.SerializeAsync(other, initial: false);

        ExpectBytes(first.ToArray(), expected, "bytes after the next call");
    }

    [Test]
    public void The_batch_stays_the_callers()
    {
        using var batch = CreateBatch(Rows, Seed);

        Append(Fresh(), batch, initial: true);

        ExpectBytes(Append(Fresh(), batch, initial: false), BytesOf(Rows, initial: false), "a batch that was serialized before");
    }

    [Test]
    public void A_batch_with_other_columns_is_refused_by_name()
    {
        using var batch = CreateBatch(Rows, Seed);
        var column = batch.Schema.FieldsList[0].Name;

        var refusal = Assert.Catch<ArgumentException>(
            () => Append(Fresh(), Rename(batch, $"not {column}"), initial: false), "a batch with another column");

        Assert.That(refusal!.Message, Does.Contain(column), "the message names the column");
    }

    [Test]
    public void The_culture_of_the_caller_does_not_matter()
    {
        var expected = BytesOf(Rows, initial: true);
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NumberDecimalSeparator = ",";
        culture.NumberFormat.NegativeSign = "~";
        culture.DateTimeFormat.DateSeparator = "/";
#pragma warning disable RS0030 // To show that nothing depends on it.
        var previous = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = culture;
            ExpectBytes(BytesOf(Rows, initial: true), expected, "with commas for points");
        }
        finally
        {
            CultureInfo.CurrentCulture = previous;
        }
#pragma warning restore RS0030
    }
}
