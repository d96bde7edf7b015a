namespace MLNetUnlearn.Engine.Modules;

/// <summary>What an optimiser keeps for one parameter; see <c>Adam.State</c>.</summary>
public abstract class OptimizerState
{
    private protected OptimizerState()
    {
    }
}
