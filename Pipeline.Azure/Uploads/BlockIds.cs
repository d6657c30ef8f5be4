using System.Buffers.Binary;
using System.Security.Cryptography;

namespace DataflowWrite.Azure.Uploads;

/// <summary>
/// The ids of the blocks of one upload: a fixed text that tells ours from those of other tools, the mark of the upload and the number
/// of the block. All ids have one length, as the service demands for the blocks of one blob, and no two uploads share one.
/// </summary>
internal static class BlockIds
{
    private const int MarkBytes = 16;
    private const int IdBytes = 24;

    private static ReadOnlySpan<byte> Ours => "dfw1"u8;

    /// <summary>A random mark, as text.</summary>
    public static string NewMark() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(MarkBytes));

    public static bool IsMark(string text) => text.Length == 2 * MarkBytes && text.All(char.IsAsciiHexDigitLower);

    public static string Make(string mark, int number)
    {
        Span<byte> id = stackalloc byte[IdBytes];
        Ours.CopyTo(id);
        Convert.FromHexString(mark, id.Slice(Ours.Length, MarkBytes), out _, out _);
        BinaryPrimitives.WriteInt32BigEndian(id[(Ours.Length + MarkBytes)..], number);
        return Convert.ToBase64String(id);
    }

    /// <summary>The mark of the upload that a block belongs to; null for a block of another tool.</summary>
    public static string? MarkOf(string blockId)
    {
        Span<byte> id = stackalloc byte[IdBytes];
        return Convert.TryFromBase64String(blockId, id, out var length) && length == IdBytes && id.StartsWith(Ours)
            ? Convert.ToHexStringLower(id.Slice(Ours.Length, MarkBytes))
            : null;
    }
}
