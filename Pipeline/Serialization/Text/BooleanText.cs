using System.Runtime.CompilerServices;
using DataflowWrite.Columns.Building;

namespace DataflowWrite.Serialization.Text;

/// <summary><c>true</c> and <c>false</c> with what stands around them.</summary>
internal readonly struct BooleanText(ValueFrame frame)
{
    private readonly byte[] _true = [.. frame.Before, .. "true"u8, .. frame.After];
    private readonly byte[] _false = [.. frame.Before, .. "false"u8, .. frame.After];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(ref Utf8Output output, bool value) => output.Append(value ? _true : _false);
}
