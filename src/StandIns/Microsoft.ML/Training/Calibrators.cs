namespace Microsoft.ML.Calibrators;

/// <summary>Turns scores into probabilities.</summary>
public interface ICalibrator
{
    /// <summary>The probability of the positive class.</summary>
    float PredictProbability(float output);
}

/// <summary>The probability 1 / (1 + exp(Slope x score + Offset)).</summary>
public sealed class PlattCalibrator : ICalibrator
{
    internal PlattCalibrator(double slope, double offset)
    {
        Slope = slope;
        Offset = offset;
    }

    /// <summary>What the score is multiplied by, negative if greater scores are more probable.</summary>
    public double Slope { get; }

    /// <summary>What is added to that.</summary>
    public double Offset { get; }

    /// <inheritdoc/>
    public float PredictProbability(float output) => (float)(1 / (1 + Math.Exp(Slope * output + Offset)));
}

/// <summary>A model that scores and what makes its scores probabilities. Not open to others.</summary>
public abstract class CalibratedModelParametersBase<TSubModel, TCalibrator>
    where TSubModel : class
    where TCalibrator : class, ICalibrator
{
    private protected CalibratedModelParametersBase(TSubModel subModel, TCalibrator calibrator)
    {
        SubModel = subModel;
        Calibrator = calibrator;
    }

    /// <summary>The model that scores.</summary>
    public TSubModel SubModel { get; }

    /// <summary>What makes its scores probabilities.</summary>
    public TCalibrator Calibrator { get; }
}
