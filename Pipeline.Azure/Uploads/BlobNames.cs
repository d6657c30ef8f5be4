using System.Buffers;
using DataflowWrite.Azure.Requests;
using DataflowWrite.Storage;

namespace DataflowWrite.Azure.Uploads;

/// <summary>Refuses what the service would refuse, or take for another name, once the write is done.</summary>
internal static class BlobNames
{
    private const int MaxLength = 1024;

    private static readonly SearchValues<char> Refused
        = SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(code => (char)code), '\\', '\x7f', '\xfffe', '\xffff']);

    public static void Check(ObjectPath path, AzureErrors errors)
    {
        if (path.IsRoot)
            throw errors.Refuse("write", path, "a blob needs a path in it.");
        if (path.Value.Length > MaxLength)
            throw errors.Refuse("write", path, $"its name is longer than {MaxLength:N0} characters; shorten it.");
        if (path.Value.AsSpan().ContainsAny(Refused))
            throw errors.Refuse(
                "write", path, "its name holds a backslash, which the service takes for a slash, or a control character; choose another one.");
    }
}
