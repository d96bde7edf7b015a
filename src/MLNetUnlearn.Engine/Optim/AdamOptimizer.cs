using MLNetUnlearn.Engine.Tensors;

namespace MLNetUnlearn.Engine.Modules;

/// <summary>What Adam and AdamW have in common. Not a class of TorchSharp.</summary>
public abstract partial class AdamOptimizer : OptimizerHelper
{
    private readonly AdamSettings _settings;
    private State[] _states;

    private protected AdamOptimizer(IEnumerable<Parameter> parameters, double learningRate, in AdamSettings settings)
        : base(parameters, learningRate)
    {
        _settings = settings.Checked();
        bool amsgrad = settings.Amsgrad;
        _states = new State[List.Count];
        for (int i = 0; i < _states.Length; i++)
            _states[i] = FirstPlaceOf[i] < i ? _states[FirstPlaceOf[i]] : new State(List[i], amsgrad);
    }

    private protected override IReadOnlyList<OptimizerState> States => _states;

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        foreach (State state in _states) state.Dispose();
        _states = [];
    }

    /// <summary>Brings the rows of all parameters up to date.</summary>
    internal void CatchUp()
    {
        foreach (State state in _states) state.CatchUp();
    }

    private protected override void Update(int index, TensorImpl parameter)
        => _states[index].Step(_settings, LearningRate, parameter);
}
