using System.Buffers;
using System.Globalization;
using System.Text;
using Apache.Arrow;
using DataflowWrite.Serialization;
using C = DataflowWrite.Testing.BatchSerializerContract;

namespace DataflowWrite.Tests.Testing.Mutants;

/// <summary>Serializers with one flaw each.</summary>
internal static class SerializerMutants
{
    private const int Patience = 20_000;

    public static IEnumerable<SerializerMutant> All =>
    [
        new(nameof(C.What_was_serialized_before_does_not_matter), "the beginning comes once for each serializer", inner =>
        {
            var begun = false;
            return new MutantSerializer(inner)
            {
                Append = (batch, initial, output) =>
                {
                    inner.Serialize(batch, initial && !begun, output);
                    begun |= initial;
                },
            };
        }),
        new(nameof(C.The_first_batch_of_a_file_has_its_beginning_even_without_rows), "it does not without rows",
            inner => Appending(inner, (batch, initial, output) => inner.Serialize(batch, initial && batch.Length > 0, output))),
        new(nameof(C.Rows_give_the_same_bytes_however_they_are_cut), "a long batch ends with an empty line",
            inner => Following(inner, (batch, _) => batch.Length > 64 ? "\n" : "")),
        new(nameof(C.An_empty_batch_has_no_bytes_unless_it_is_the_first), "it has an empty line",
            inner => Following(inner, (batch, initial) => batch.Length == 0 && !initial ? "\n" : "")),
        new(nameof(C.Bytes_are_appended_by_the_rules_of_the_writer), "it knows one kind of writer", inner => Appending(inner, (batch, initial, output) =>
        {
            var bytes = new ArrayBufferWriter<byte>();
            inner.Serialize(batch, initial, bytes);
            output.Write(output is ArrayBufferWriter<byte> ? bytes.WrittenSpan : bytes.WrittenSpan[..^1]);
        })),
        new(nameof(C.A_slice_gives_the_bytes_of_a_copy_of_its_rows), "it forgets where the slice begins",
            inner => Appending(inner, (batch, initial, output) =>
            {
                // Not disposed: its buffers are those of the batch.
                var moved = new RecordBatch(batch.Schema, batch.Arrays.Select(FromTheStart), batch.Length);
                inner.Serialize(moved, initial, output);
            })),
        new(nameof(C.Batches_can_be_serialized_at_the_same_time), "two calls disturb each other", inner =>
        {
            var calls = 0;
            var ever = 0;
            return Appending(inner, (batch, initial, output) =>
            {
                var met = Interlocked.Increment(ref calls) > 1;
                for (var turn = 0; turn < Patience && !met && Volatile.Read(ref ever) == 0; turn++)
                {
                    Thread.Yield();
                    met = Volatile.Read(ref calls) > 1;
                }

                if (met)
                    Volatile.Write(ref ever, 1);

                inner.Serialize(batch, initial, output);
                output.Write(met ? "?"u8 : default);
                Interlocked.Decrement(ref calls);
            });
        }),
        new(nameof(C.The_asynchronous_form_gives_the_same_bytes), "it forgets the beginning", inner => new MutantSerializer(inner)
        {
            AppendAsync = (batch, _, token) => inner.SerializeAsync(batch, false, token),
        }),
        new(nameof(C.The_asynchronous_form_can_be_cancelled), "it cannot", inner => new MutantSerializer(inner)
        {
            AppendAsync = (batch, initial, _) => inner.SerializeAsync(batch, initial, CancellationToken.None),
        }),
        new(nameof(C.Bytes_of_the_asynchronous_form_are_the_callers), "they lie in one buffer", inner =>
        {
            var buffer = new byte[1 << 20];
            return new MutantSerializer(inner)
            {
                AppendAsync = async (batch, initial, token) =>
                {
                    var bytes = await inner.SerializeAsync(batch, initial, token);
                    bytes.CopyTo(buffer);
                    return buffer.AsMemory(0, bytes.Length);
                },
            };
        }),
        new(nameof(C.The_batch_stays_the_callers), "it is disposed", inner => Appending(inner, (batch, initial, output) =>
        {
            inner.Serialize(batch, initial, output);
            batch.Dispose();
        })),
        new(nameof(C.A_batch_with_other_columns_is_refused_by_name), "it is not", inner => Appending(inner, (batch, initial, output) =>
        {
            try
            {
                inner.Serialize(batch, initial, output);
            }
            catch (ArgumentException)
            {
            }
        })),
        new(nameof(C.The_culture_of_the_caller_does_not_matter), "it does", inner => Following(inner, (_, _)
            => CultureInfo.CurrentCulture.NumberFormat.NumberDecimalSeparator.Replace(".", "", StringComparison.Ordinal))),
    ];

    // The asynchronous form is that of the interface, over the replaced one.
    private static MutantSerializer Appending(IBatchSerializer inner, Action<RecordBatch, bool, IBufferWriter<byte>> append) => new(inner)
    {
        Append = append,
        AppendAsync = (batch, initial, token) =>
        {
            token.ThrowIfCancellationRequested();
            var output = new ArrayBufferWriter<byte>();
            append(batch, initial, output);
            return new(output.WrittenMemory);
        },
    };

    private static MutantSerializer Following(IBatchSerializer inner, Func<RecordBatch, bool, string> after) => Appending(inner, (batch, initial, output) =>
    {
        inner.Serialize(batch, initial, output);
        output.Write(Encoding.UTF8.GetBytes(after(batch, initial)));
    });

    private static IArrowArray FromTheStart(IArrowArray array)
        => ArrowArrayFactory.BuildArray(new(array.Data.DataType, array.Length, -1, 0, array.Data.Buffers, array.Data.Children));
}
