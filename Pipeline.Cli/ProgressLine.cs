using System.Globalization;
using DataflowWrite.Telemetry;

namespace DataflowWrite.Cli;

/// <summary>One line on the terminal that is drawn over with every report. Reports may come from any thread.</summary>
internal sealed class ProgressLine(TextWriter terminal, WriteInput input, TimeProvider time)
    : IProgress<WriteProgress>, IDisposable
{
    private const string Redraw = "\r\u001B[K";

    private readonly long _start = time.GetTimestamp();
    private readonly Lock _drawing = new();
    private bool _ended;

    public void Report(WriteProgress value)
    {
        var seconds = Math.Max(time.GetElapsedTime(_start).TotalSeconds, 0.001);
        var share = input.Length is { } length and > 0 ? Math.Min(100, input.BytesRead * 100 / length) : -1;
        var line = string.Create(CultureInfo.InvariantCulture,
            $"{(share < 0 ? "" : $"{share,3} %  ")}{value.RowsRead:N0} rows  {value.RowsRead / seconds:N0} rows/s  "
            + $"{value.BytesWritten / seconds / 1e6:N1} MB/s  {value.OpenFiles:N0} open files");
        lock (_drawing)
            if (!_ended)
                terminal.Write(Redraw + line);
    }

    /// <summary>Wipes the line; later reports are not drawn.</summary>
    public void Dispose()
    {
        lock (_drawing)
        {
            if (!_ended)
                terminal.Write(Redraw);

            _ended = true;
        }
    }
}
