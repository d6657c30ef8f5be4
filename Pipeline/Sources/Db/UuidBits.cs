using System.Runtime.CompilerServices;

namespace DataflowWrite.Sources.Db;

/// <summary>The 16 bytes of a UUID in network order.</summary>
[InlineArray(16)]
internal struct UuidBits
{
    private byte _first;
}
