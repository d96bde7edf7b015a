namespace Microsoft.ML.Trainers;

/// <summary>The base of the options of trainers. Not open to others.</summary>
public abstract class TrainerInputBase
{
    /// <summary>The column of the features. Default "Features".</summary>
    public string FeatureColumnName = "Features";

    private protected TrainerInputBase()
    {
    }
}

/// <summary>The base of the options of trainers that learn from labels. Not open to others.</summary>
public abstract class TrainerInputBaseWithLabel : TrainerInputBase
{
    /// <summary>The column of the labels. Default "Label".</summary>
    public string LabelColumnName = "Label";

    private protected TrainerInputBaseWithLabel()
    {
    }
}

/// <summary>The base of the options of trainers that weight their rows. Not open to others.</summary>
public abstract class TrainerInputBaseWithWeight : TrainerInputBaseWithLabel
{
    /// <summary>The column of the rows' weights; if null, all weigh the same. Default null.</summary>
    public string? ExampleWeightColumnName;

    private protected TrainerInputBaseWithWeight()
    {
    }
}
