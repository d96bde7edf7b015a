namespace MLNetUnlearn.Engine;

public static partial class torch
{
    /// <summary>
    /// The element types of tensors, with TorchSharp's numbers. TorchSharp has more; the engine has what sequence models use.
    /// </summary>
    public enum ScalarType : sbyte
    {
        /// <summary>32-bit signed integers.</summary>
        Int32 = 3,

        /// <summary>64-bit signed integers; the type of indices.</summary>
        Int64 = 4,

        /// <summary>32-bit floating point: the only type with gradients.</summary>
        Float32 = 6,

        /// <summary>Truth values, one byte each.</summary>
        Bool = 11,
    }

    /// <summary>32-bit signed integers. Read-only here, settable in TorchSharp.</summary>
    public static readonly ScalarType int32 = ScalarType.Int32;

    /// <summary>64-bit signed integers. Read-only here, settable in TorchSharp.</summary>
    public static readonly ScalarType int64 = ScalarType.Int64;

    /// <summary>32-bit floating point. Read-only here, settable in TorchSharp.</summary>
    public static readonly ScalarType float32 = ScalarType.Float32;

    /// <summary>Truth values. Read-only here, settable in TorchSharp.</summary>
    public static readonly ScalarType @bool = ScalarType.Bool;
}
