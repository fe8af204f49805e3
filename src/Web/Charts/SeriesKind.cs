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
        SeriesKind.Earlier1 => "s-earlier1",
        SeriesKind.Earlier2 => "s-earlier2",
        SeriesKind.Earlier3 => "s-earlier3",
        _ => "s-earlier4",
    };

    /// <summary>The classes of its line.</summary>
    public static string LineClass(this SeriesKind kind) => kind switch
    {
        SeriesKind.Own => "series s-own",
        SeriesKind.Desired => "series s-desired",
        SeriesKind.Mean => "series s-mean",
        SeriesKind.Earlier1 => "series s-earlier1",
        SeriesKind.Earlier2 => "series s-earlier2",
        SeriesKind.Earlier3 => "series s-earlier3",
        _ => "series s-earlier4",
    };

    /// <summary>The classes of its marker: earlier results are hollow or strokes, so that they stand back.</summary>
    public static string MarkerClass(this SeriesKind kind) => kind switch
    {
        SeriesKind.Own => "marker s-own",
        SeriesKind.Desired => "marker s-desired",
        SeriesKind.Mean => "marker s-mean",
        SeriesKind.Earlier1 => "marker s-earlier1 hollow",
        SeriesKind.Earlier2 => "marker s-earlier2 hollow",
        SeriesKind.Earlier3 => "marker s-earlier3 stroke",
        _ => "marker s-earlier4 stroke",
    };

    /// <summary>The number of the pattern laid over a filled area; 0 for plain.</summary>
    public static int Pattern(this SeriesKind kind) => (int)kind;
}
