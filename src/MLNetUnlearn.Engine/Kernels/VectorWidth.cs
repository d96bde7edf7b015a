namespace MLNetUnlearn.Engine.Kernels;

/// <summary>The register width a kernel is run with. Not part of TorchSharp.</summary>
public enum VectorWidth
{
    /// <summary>The widest the machine has.</summary>
    Widest = 0,

    /// <summary>Four floats; runs everywhere.</summary>
    Bits128 = 128,

    /// <summary>Eight floats; in software, slowly, where the machine has no such registers.</summary>
    Bits256 = 256,

    /// <summary>Sixteen floats; in software, slowly, where the machine has no such registers.</summary>
    Bits512 = 512,
}
