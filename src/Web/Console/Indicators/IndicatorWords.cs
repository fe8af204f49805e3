using System.Globalization;
using Sakimori.Kernel;
using Sakimori.Platform.Indicators;

namespace Sakimori.Web.Console.Indicators;

/// <summary>How indicators are read: periods, states and figures in words.</summary>
public static class IndicatorWords
{
    /// <summary>Whether a value is given.</summary>
    public static Text State(ValueState state) => state switch
    {
        ValueState.Given => new("あり", "given"),
        ValueState.Undefined => new("値なし", "undefined"),
        _ => new("非公表", "suppressed"),
    };

    /// <summary>Provisional or final.</summary>
    public static Text Status(IndicatorValue value) => value.Provisional ? new("暫定", "provisional") : new("確定", "final");

    /// <summary>A period for people; what is neither month nor day stands as it is.</summary>
    public static Text Period(string period)
        => DateOnly.TryParseExact(period, "yyyy-MM-dd", out var day) ? Dates.Written(day)
            : DateOnly.TryParseExact(period + "-01", "yyyy-MM-dd", out var month)
                ? new($"{month.Year}年{month.Month}月", $"{CultureInfo.InvariantCulture.DateTimeFormat.GetMonthName(month.Month)} {month.Year}") : Text.Same(period);

    /// <summary>The member of the dimension; null without one.</summary>
    public static Text? Member(Indicator indicator, IndicatorValue value)
        => value.Member is { } id ? indicator.Dimension?.Members.FirstOrDefault(m => m.Id == id)?.Name ?? Text.Same(id) : null;

    /// <summary>A figure as decimal; null for none.</summary>
    public static string? Number(decimal? value) => value?.ToString("0.############", CultureInfo.InvariantCulture);

    /// <summary>What stands in the place of a value: the figure with its unit, or why there is none.</summary>
    public static Text Cell(Indicator indicator, IndicatorValue value)
        => value.Value is { } figure ? Text.Same(figure.ToString("#,0.####", CultureInfo.InvariantCulture)) : State(value.State);
}
