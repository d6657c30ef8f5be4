using System.Runtime.InteropServices;

namespace DataflowWrite.Columns.Building;

/// <summary>Guids as sixteen bytes in network order, which the extension type <c>arrow.uuid</c> prescribes.</summary>
internal readonly struct GuidForm : IStoredForm<Guid, Guid>
{
    public Guid Blank => Guid.Empty;

    public bool TryStore(Guid value, out Guid stored)
    {
        stored = Swap(value);
        return true;
    }

    public string Problem(Guid value) => "";

    public bool TryLoad(Guid stored, out Guid value)
    {
        value = Swap(stored);
        return true;
    }

    public string LoadProblem(Guid stored) => "";

    private static Guid Swap(Guid value)
        => BitConverter.IsLittleEndian ? new(MemoryMarshal.AsBytes(new ReadOnlySpan<Guid>(in value)), bigEndian: true) : value;
}
