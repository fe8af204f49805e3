using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;
using Sakimori.Kernel;

namespace Sakimori.Benchmark.Pages.Planner;

/// <summary>A plan as an iCalendar file (RFC 5545): one all-day event on the due day of each planned measure.</summary>
public static class PlanCalendar
{
    /// <summary>Writes the file; a planned measure without a day is left out.</summary>
    /// <param name="plan">A plan without faults.</param>
    /// <param name="name">Makes the events' identifiers: the same name and measure replace an event imported before.</param>
    /// <param name="now">When it is written, UTC.</param>
    /// <param name="language">The language of the texts.</param>
    public static string Write(PlanModel plan, string name, DateTime now, Language language)
    {
        var calendar = new Calendar { ProductId = "-//Sakimori//Benchmark//EN" };
        var entries = plan.Entries.ToDictionary(e => e.Item);
        foreach (var planned in plan.Plan!.Measures)
        {
            if (entries[planned.Measure.Id] is not { Day: { } day } entry)
                continue;
            var owner = entry.Owner.Length == 0 ? "" : new Text($"担当：{entry.Owner}\n", $"Owner: {entry.Owner}\n").In(language);
            var steps = planned.Steps.SelectMany(step => step.Steps).Select(step => "- " + step.In(language));
            calendar.Events.Add(new CalendarEvent
            {
                Uid = $"{name}-{planned.Measure.Id}@sakimori.invalid",
                DtStamp = new CalDateTime(now, "UTC"),
                Start = new CalDateTime(day),
                End = new CalDateTime(day.AddDays(1)),
                Summary = new Text(
                    $"{planned.Measure.Title.Ja}を水準{planned.To}へ", $"{planned.Measure.Title.En} to level {planned.To}").In(language),
                Description = owner + string.Join('\n', steps),
                Transparency = TransparencyType.Transparent,
            });
        }

        return new CalendarSerializer().SerializeToString(calendar)!;
    }
}
