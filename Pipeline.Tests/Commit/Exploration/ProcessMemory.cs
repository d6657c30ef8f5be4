using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.ExceptionServices;
using DataflowWrite.Commit;

namespace DataflowWrite.Tests.Commit.Exploration;

/// <summary>
/// The state of a process that waits: everything that its waiting methods can reach, from the task that they await up to the process's own. Methods
/// that have returned are forgotten, and so is what they were told, unless something that goes on kept it.
/// </summary>
/// <remarks>
/// Two processes of equal memory do the same when they get the same answers. Whatever is not known here to be without influence counts, so that what
/// the walk knows too little of costs states and hides none.
/// </remarks>
internal sealed class ProcessMemory
{
    private static readonly ConcurrentDictionary<Type, FieldInfo[]> Fields = new();

    // Collections are what they hold, not how they hold it.
    private static readonly HashSet<Type> Sequences =
    [
        typeof(List<>), typeof(HashSet<>), typeof(Dictionary<,>), typeof(SortedDictionary<,>), typeof(ConcurrentBag<>), typeof(ConcurrentQueue<>),
    ];

    // Numbers and delegates that tasks make when somebody asks for them, and the thread that made an enumerable: there is one only.
    private static readonly HashSet<string> Ignored = ["m_taskId", "_moveNextAction", "<>l__initialThreadId", "_threadId"];

    private readonly Dictionary<object, int> _seen = new(ReferenceEqualityComparer.Instance);
    private StateHash _hash = new();

    private ProcessMemory()
    {
    }

    /// <param name="name">The process.</param>
    /// <param name="completion">Its task, which must be among what waits.</param>
    /// <param name="awaited">What it waits for; null when it has ended, so that nothing but how matters.</param>
    public static UInt128 KeyOf(string name, Task<string> completion, Task? awaited)
    {
        var memory = new ProcessMemory();
        memory._hash.Add(name);
        if (awaited is null)
        {
            memory._hash.Add(completion.Result);
            return memory._hash.Value;
        }

        memory.Add(awaited);
        return memory._seen.ContainsKey(completion)
            ? memory._hash.Value
            : throw new NotSupportedException("What awaits the call cannot be found: this runtime links tasks in a way that is not known here.");
    }

    private void Add(object? value)
    {
        if (value is null)
        {
            _hash.Add("null");
            return;
        }

        var type = value.GetType();
        _hash.Add(type.Name);
        if (value is string || type.IsPrimitive || type.IsEnum)
            _hash.Add(value.ToString()!);
        else if (value is MemberInfo member)
            _hash.Add($"{member.DeclaringType} {member.Name} {member.MetadataToken}");
        else if (!IsOutside(value) && (type.IsValueType || IsNew(value)))
            AddParts(value, type);
    }

    // The process and its store have no state but what is here, no process asks for its context or the time, and what a sweep reports is not read here.
    private static bool IsOutside(object value)
        => value is StepProcess or StepStore or ExecutionContext or TimeProvider or ITimer or RecoveryItem;

    private bool IsNew(object value)
    {
        if (_seen.TryAdd(value, _seen.Count))
            return true;

        _hash.Add($"#{_seen[value]}");
        return false;
    }

    private void AddParts(object value, Type type)
    {
        switch (value)
        {
            case byte[] bytes:
                _hash.Add(bytes);
                break;
            case Array or System.Collections.IEnumerable when IsSequence(type):
                foreach (var item in (System.Collections.IEnumerable)value)
                    Add(item);

                _hash.Add("end");
                break;
            case Delegate function:
                Add(function.Method);
                Add(function.Target);
                break;
            case ExceptionDispatchInfo info:
                Add(info.SourceException);
                break;
            default:
                AddFields(value, type);
                break;
        }
    }

    private static bool IsSequence(Type type) => type.IsArray || (type.IsGenericType && Sequences.Contains(type.GetGenericTypeDefinition()));

    private void AddFields(object value, Type type)
    {
        // Where it was thrown does not matter.
        if (value is Exception exception)
        {
            Add(exception.Message);
            Add(exception.InnerException);
        }

        foreach (var field in Fields.GetOrAdd(type, FieldsOf))
            Add(field.GetValue(value));
    }

    private static FieldInfo[] FieldsOf(Type type)
    {
        var fields = new List<FieldInfo>();
        for (var declaring = type; declaring is not null && declaring != typeof(Exception); declaring = declaring.BaseType)
            fields.AddRange(declaring
                .GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
                .Where(field => !Ignored.Contains(field.Name)));

        return [.. fields];
    }
}
