namespace DataflowWrite.Sources.Db;

/// <summary>From a value of the provider to its bits in an Arrow buffer; false when they would not say the same.</summary>
internal interface IValueConverter<in TIn, TOut>
    where TOut : unmanaged
{
    bool TryConvert(TIn value, out TOut result);
}
