namespace Microsoft.ML;

// The names under which components are saved.
internal static class ModelSignatures
{
    public const string Chain = "Chain";
    public const string ColumnCopying = "CopyColumns";
    public const string ColumnSelecting = "SelectColumns";
    public const string Concatenating = "Concatenate";
    public const string ValueToKey = "MapValueToKey";
    public const string KeyToValue = "MapKeyToValue";
    public const string ValueMapping = "MapValue";
    public const string CustomMapping = "CustomMapping";
    public const string FastTreeBinary = "FastTreeBinary";
}
