namespace MLNetUnlearn.Engine;

/// <summary>The settings of Adam and AdamW but the learning rate.</summary>
internal readonly record struct AdamSettings(
    double Beta1,
    double Beta2,
    double Eps,
    double WeightDecay,
    bool IsDecoupled,
    bool Amsgrad,
    bool Maximize,
    RowUpdates RowUpdates = RowUpdates.Dense)
{
    /// <summary>The same settings.</summary>
    /// <exception cref="ArgumentException">One is out of range.</exception>
    internal AdamSettings Checked()
    {
        if (!(Eps >= 0)) throw new ArgumentException($"Invalid eps: {Eps}");
        if (!(Beta1 >= 0 && Beta1 < 1)) throw new ArgumentException($"Invalid beta1: {Beta1}");
        if (!(Beta2 >= 0 && Beta2 < 1)) throw new ArgumentException($"Invalid beta2: {Beta2}");
        if (!(WeightDecay >= 0)) throw new ArgumentException($"Invalid weight_decay value: {WeightDecay}");
        return this;
    }
}
