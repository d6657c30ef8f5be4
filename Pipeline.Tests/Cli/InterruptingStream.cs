using System.Text;

namespace DataflowWrite.Tests.Cli;

/// <summary>A pipe that gives its text, then calls back and stays open without another byte.</summary>
internal sealed class InterruptingStream(string text, Action atEnd) : MemoryStream(Encoding.UTF8.GetBytes(text))
{
    public override bool CanSeek => false;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = await base.ReadAsync(buffer[..Math.Min(buffer.Length, 512)], cancellationToken);
        if (count > 0)
            return count;

        atEnd();
        await new TaskCompletionSource().Task;
        return 0;
    }
}
