namespace DataflowWrite.Tests.Commit.Exploration;

/// <summary>A set of system states, of which there are tens of millions: about twelve bytes for each.</summary>
internal sealed class StateSet
{
    private readonly List<Part> _parts = [];

    public long Count { get; private set; }

    /// <summary>Adds a state; false when it is there already.</summary>
    public bool Add(SystemState state)
    {
        while (_parts.Count <= state.World)
            _parts.Add(new());

        if (!_parts[state.World].Add(state.Others))
            return false;

        Count++;
        return true;
    }

    /// <summary>The states of one world, in a table with open addressing; no state is zero, for no two processes share theirs.</summary>
    private sealed class Part
    {
        private ulong[] _slots = new ulong[8];
        private int _count;

        public bool Add(ulong value)
        {
            if (_count >= _slots.Length - (_slots.Length / 4))
                Grow();

            var slot = SlotOf(_slots, value);
            if (_slots[slot] == value)
                return false;

            _slots[slot] = value;
            _count++;
            return true;
        }

        private void Grow()
        {
            var slots = new ulong[_slots.Length * 2];
            foreach (var value in _slots)
                if (value != 0)
                    slots[SlotOf(slots, value)] = value;

            _slots = slots;
        }

        private static int SlotOf(ulong[] slots, ulong value)
        {
            var mask = slots.Length - 1;
            var mixed = (value ^ (value >> 32)) * 0x9E3779B97F4A7C15;
            var slot = (int)(mixed >> 32) & mask;
            while (slots[slot] != 0 && slots[slot] != value)
                slot = (slot + 1) & mask;

            return slot;
        }
    }
}
