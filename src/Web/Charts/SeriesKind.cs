namespace Sakimori.Web.Charts;

/// <summary>Whose figures a series shows; decides its colour, dash, pattern and marker everywhere alike.</summary>
public enum SeriesKind
{
    /// <summary>The reader's own organisation.</summary>
    Own,

    /// <summary>The desired level 望まれる水準.</summary>
    Desired,

    /// <summary>The mean of the comparison group.</summary>
    Mean,

    /// <summary>The latest earlier result.</summary>
    Earlier1,

    /// <summary>The one before.</summary>
    Earlier2,

    /// <summary>The third one back.</summary>
    Earlier3,

    /// <summary>The fourth one back.</summary>
    Earlier4,
}

/// <summary>How a kind looks.</summary>
public static class SeriesKinds
{
    /// <summary>The class that carries colour and dash.</summary>
    public static string CssClass(this SeriesKind kind) => kind switch
    {
        SeriesKind.Own => "s-own",
        SeriesKind.Desired => "s-desired",
        SeriesKind.Mean => "s-mean",
        _ => $"s-earlier{kind - SeriesKind.Mean}",
    };

    /// <summary>The number of the pattern laid over a filled area; 0 for plain.</summary>
    public static int Pattern(this SeriesKind kind) => (int)kind;
}
