namespace DataflowWrite.Tests.Commit.Exploration;

/// <summary>
/// What processes do, learnt by running them: in each state a call or the end, and for each answer the state that follows. So the code runs once for
/// each state and answer, however many states of the whole system have them in common.
/// </summary>
/// <remarks>A process cannot be copied: a state is reached again by the answers that led to it first.</remarks>
/// <param name="losesAnswers">Whether any call may be answered by <see cref="Answer.Lost"/>.</param>
internal sealed class ProcessGraph(bool losesAnswers)
{
    private readonly Interned<UInt128, Node> _nodes = new();
    private readonly Interned<string, Call> _calls = new();
    private readonly Interned<string, Answer> _answers = new();
    private readonly Dictionary<long, int> _edges = [];
    private readonly Dictionary<UInt128, int> _byMemory = [];

    /// <summary>The first state of a process.</summary>
    public int AddRoot(Func<StepProcess> start) => Add(start(), new(start, null, 0));

    /// <summary>The call that the process waits for; null when it has ended.</summary>
    public int? CallOf(int node) => _nodes[node].Call;

    public Call Call(int call) => _calls[call];

    /// <summary>How the process has ended; null where it has not.</summary>
    public string? OutcomeOf(int node) => _nodes[node].Outcome;

    public int Number(Answer answer) => _answers.Add(answer.Text, answer);

    /// <summary>The state that follows an answer.</summary>
    public int Next(int node, int answer)
    {
        var edge = Edge(node, answer);
        if (_edges.TryGetValue(edge, out var next))
            return next;

        var process = Run(_nodes[node]);
        process.Resume(_answers[answer]);
        next = Add(process, new(_nodes[node].Start, _nodes[node], answer));
        _edges.Add(edge, next);
        return next;
    }

    private int Add(StepProcess process, Node reached)
    {
        var key = process.Key;
        if (_byMemory.TryGetValue(key, out var number))
        {
            Require(process, _nodes[number]);
            return number;
        }

        reached.Call = process.Call is { } next ? _calls.Add(next.Text, next) : null;
        reached.Outcome = process.Call is null ? process.Completion.Result : null;
        number = process.Call?.Certain is { } certain ? AddCertain(process, reached, Number(certain)) : AddUncertain(process, reached, key);
        _byMemory.Add(key, number);
        return number;
    }

    private int AddUncertain(StepProcess process, Node reached, UInt128 key)
    {
        reached.Running = process;
        return _nodes.Add(key, reached);
    }

    // What a process remembers does not matter where it can do one thing only: two states with the same call and the same state after it are one.
    private int AddCertain(StepProcess process, Node reached, int answer)
    {
        var hash = new StateHash();
        hash.Add(_calls[reached.Call!.Value].Text);
        process.Resume(_answers[answer]);
        var next = Add(process, new(reached.Start, reached, answer));
        hash.Add((UInt128)next);
        if (losesAnswers)
            hash.Add((UInt128)LoseAnswer(reached));

        var number = _nodes.Add(hash.Value, reached);
        _edges.TryAdd(Edge(number, answer), next);
        return number;
    }

    private int LoseAnswer(Node reached)
    {
        var process = Run(reached);
        process.Resume(Answer.Lost);
        return Add(process, new(reached.Start, reached, Number(Answer.Lost)));
    }

    private void Require(StepProcess process, Node node)
    {
        var call = node.Call is { } number ? _calls[number].Text : null;
        if (process.Call?.Text != call)
            throw new InvalidOperationException($"{process.Name} does two things in one state: {call}, {process.Call?.Text}.");
    }

    private static long Edge(int node, int answer) => ((long)node << 32) | (uint)answer;

    /// <summary>A process in the state of a node.</summary>
    private StepProcess Run(Node node)
    {
        if (node.Running is { } running)
        {
            node.Running = null;
            return running;
        }

        var answers = new Stack<int>();
        var root = node;
        for (; root.Before is { } before; root = before)
            answers.Push(root.Answer);

        var process = root.Start();
        foreach (var answer in answers)
            process.Resume(_answers[answer]);

        return process;
    }

    private sealed class Node(Func<StepProcess> start, Node? before, int answer)
    {
        public Func<StepProcess> Start => start;

        public Node? Before => before;

        public int Answer => answer;

        public int? Call { get; set; }

        public string? Outcome { get; set; }

        /// <summary>A process that is in this state; the first answer takes it on.</summary>
        public StepProcess? Running { get; set; }
    }
}
