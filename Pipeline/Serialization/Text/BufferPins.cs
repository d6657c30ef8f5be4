using System.Buffers;
using Apache.Arrow;

namespace DataflowWrite.Serialization.Text;

/// <summary>The pinned buffers of one batch. Pointers it hands out are good until <see cref="Release"/>.</summary>
internal sealed unsafe class BufferPins
{
    private readonly List<MemoryHandle> _handles = [];

    /// <summary>The address of a buffer that must hold at least <paramref name="needed"/> bytes.</summary>
    /// <exception cref="InvalidDataException">The array has no such buffer, or it is too short.</exception>
    public byte* Pin(string column, ArrayData data, int buffer, long needed)
    {
        var memory = buffer < data.Buffers.Length ? data.Buffers[buffer].Memory : default;
        if (memory.Length < needed)
            throw new InvalidDataException(
                $"Column '{column}': buffer {buffer} of its {data.DataType.Name} array has {memory.Length:N0} bytes where"
                + $" {data.Length:N0} values from {data.Offset:N0} on need {needed:N0}; the array is damaged.");

        if (memory.IsEmpty)
            return null;

        var handle = memory.Pin();
        _handles.Add(handle);
        return (byte*)handle.Pointer;
    }

    public void Release()
    {
        foreach (var handle in _handles)
            handle.Dispose();

        _handles.Clear();
    }
}
