using System.Runtime.CompilerServices;

namespace DataflowWrite.Columns.Building;

/// <summary>Enums as their numbers.</summary>
internal readonly struct EnumNumberForm<TEnum, TNumber> : IStoredForm<TEnum, TNumber>
    where TEnum : unmanaged, Enum
    where TNumber : unmanaged
{
    public TEnum Blank => default;

    public bool TryStore(TEnum value, out TNumber stored)
    {
        stored = Unsafe.BitCast<TEnum, TNumber>(value);
        return true;
    }

    public string Problem(TEnum value) => "";

    public bool TryLoad(TNumber stored, out TEnum value)
    {
        value = Unsafe.BitCast<TNumber, TEnum>(stored);
        return true;
    }

    public string LoadProblem(TNumber stored) => "";
}
