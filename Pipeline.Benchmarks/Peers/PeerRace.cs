using System.Globalization;
using DataflowWrite.Benchmarks.Workloads;

namespace DataflowWrite.Benchmarks.Peers;

/// <summary>Races this library against others: all in turn within one run, from rows in memory to closed files, two threads each.</summary>
internal sealed class PeerRace
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly PeerRaceOptions _options;
    private readonly NodePeers _node = new();
    private readonly string _folder;

    private PeerRace(PeerRaceOptions options)
    {
        _options = options;
        _folder = Path.Combine(options.Directory, string.Create(CultureInfo.InvariantCulture, $"race-{Environment.ProcessId}"));
    }

    public static async Task RunAsync(PeerRaceOptions options)
    {
        var race = new PeerRace(options);
        Directory.CreateDirectory(race._folder);
        try
        {
            foreach (var workload in options.Workloads)
                await race.RunAsync(workload).ConfigureAwait(false);
        }
        finally
        {
            Directory.Delete(race._folder, recursive: true);
        }
    }

    private async Task RunAsync(Workload workload)
    {
        var rows = _options.Rows ?? workload.DefaultRows;
        RaceCell[] cells =
        [
            .. from partition in _options.Partitions
               from format in _options.Formats
               select new RaceCell(workload.Name, format, partition is null ? null : workload.Partitions.GetValueOrDefault(partition, partition)),
        ];
        var input = RaceInput.Create(workload, rows, _folder);
        var load = new LapRequest("load", workload.Name, rows, _options.Threads, input.Parquet);
        List<PeerProcess> peers = [];
        try
        {
            foreach (var entrant in _options.Entrants.Where(entrant => cells.Any(entrant.CanWrite)))
                if (await StartAsync(entrant, load).ConfigureAwait(false) is { } peer)
                    peers.Add(peer);

            foreach (var cell in cells)
                await RunAsync(cell, input, load, [.. peers.Where(peer => peer.Entrant.CanWrite(cell))]).ConfigureAwait(false);
        }
        finally
        {
            foreach (var peer in peers)
                peer.Dispose();
        }
    }

    private async Task<PeerProcess?> StartAsync(Entrant entrant, LapRequest load)
    {
        try
        {
            return await PeerProcess.StartAsync(entrant, load, _node, Patience).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is InvalidOperationException or OperationCanceledException or IOException)
        {
            Console.WriteLine($"{entrant.Name} does not take part: {FirstLine(exception)}");
            return null;
        }
    }

    private async Task RunAsync(RaceCell cell, RaceInput input, LapRequest load, PeerProcess[] peers)
    {
        var machine = QuietMachine.Measure();
        var laps = peers.Select(_ => new List<PeerLap>(_options.Reps)).ToArray();
        var errors = new string?[peers.Length];
        for (var rep = -_options.WarmUps; rep < _options.Reps; rep++)
            for (var i = 0; i < peers.Length; i++)
            {
                if (errors[i] is not null)
                    continue;

                try
                {
                    var lap = await RunAsync(peers[i], cell, load).ConfigureAwait(false);
                    if (rep >= 0)
                        laps[i].Add(lap);
                }
                catch (Exception exception) when (exception is InvalidOperationException or OperationCanceledException or IOException)
                {
                    errors[i] = FirstLine(exception);
                }
            }

        var results = peers.Select((peer, i) => Result(peer, cell, input, laps[i], errors[i])).ToArray();
        RaceReport.Print(cell, input.Digest.Rows, _options, machine, results);
    }

    private async Task<PeerLap> RunAsync(PeerProcess peer, RaceCell cell, LapRequest load)
    {
        var folder = Folder(peer);
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);

        Directory.CreateDirectory(folder);
        return await peer.RunAsync(load with
        {
            Command = "run",
            Format = cell.Format.Name,
            Kind = cell.Format.Kind.ToString(),
            Codec = cell.Format.Codec,
            Partition = cell.Partition,
            Output = Output(peer, cell),
        }).ConfigureAwait(false);
    }

    private PeerResult Result(PeerProcess peer, RaceCell cell, RaceInput input, List<PeerLap> laps, string? error)
    {
        if (error is not null)
            return new(peer.Entrant, peer.Version, [], 0, 0, error);

        FileInfo[] files = [.. new DirectoryInfo(Folder(peer)).EnumerateFiles("*." + cell.Format.Extension, SearchOption.AllDirectories)];
        var (count, bytes) = (files.Length, files.Sum(file => file.Length));
        return new(peer.Entrant, peer.Version, laps, count, bytes, Check(peer, cell, input));
    }

    private string? Check(PeerProcess peer, RaceCell cell, RaceInput input)
    {
        try
        {
            var digest = new OutputReader(input.Schema).Of(cell, Output(peer, cell), peer.Entrant.KeepsPartitionColumns);
            return digest == input.Digest ? null : $"wrong rows: {digest.Rows} of {input.Digest.Rows}, or other values";
        }
        catch (Exception exception) when (exception is DuckDB.NET.Data.DuckDBException or IOException or InvalidDataException)
        {
            return "not readable: " + FirstLine(exception);
        }
    }

    private string Folder(PeerProcess peer) => Path.Combine(_folder, peer.Entrant.Name);

    private string Output(PeerProcess peer, RaceCell cell) => Path.Combine(Folder(peer), cell.Partition is null ? cell.FileName : "out");

    private static string FirstLine(Exception exception) => exception.Message.Split('\n')[0];
}
