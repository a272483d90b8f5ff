package dev.levada.bench.data;

/// What users are made of.
final class Words {

    static final String[] FIRST = {"John", "Mary", "José", "Zoë", "Wei", "Fatima", "Olga", "Kenji", "Amara", "Lars",
            "Chloé", "Ahmed", "Ana", "Björn", "Priya", "Tom"};
    static final String[] LAST = {"Doe", "Smith", "García", "Müller", "Zhang", "Khan", "Ivanova", "Tanaka", "Okafor",
            "Nilsson", "Dubois", "Hassan", "Silva", "Sørensen", "Patel", "O'Neil"};
    static final String[] ASCII_FIRST = {"john", "mary", "jose", "zoe", "wei", "fatima", "olga", "kenji", "amara",
            "lars", "chloe", "ahmed", "ana", "bjorn", "priya", "tom"};
    static final String[] ASCII_LAST = {"doe", "smith", "garcia", "muller", "zhang", "khan", "ivanova", "tanaka",
            "okafor", "nilsson", "dubois", "hassan", "silva", "sorensen", "patel", "oneil"};
    static final String[] COUNTRIES = {"United States", "Germany", "Brazil", "India", "Japan", "France", "Nigeria",
            "Sweden", "Spain", "China", "Canada", "United Kingdom", "Côte d'Ivoire", "Poland", "Mexico", "Egypt"};
    static final String[] CITIES = {"New York", "Berlin", "São Paulo", "Mumbai", "Tokyo", "Paris", "Lagos",
            "Stockholm", "Madrid", "Shanghai", "Toronto", "London", "Abidjan", "Kraków", "Mexico City", "Cairo"};
    static final String[] JOBS = {"Software Engineer", "Teacher", "Nurse", "Data Scientist", "Product Manager",
            "Electrician", "Civil Engineer", "Graphic Designer", "Accountant", "Chef", "Sales Representative",
            "Research Assistant"};
    static final String[] DEGREES = {"Bachelor's Degree", "Master's Degree", "High School Diploma", "Doctorate",
            "Associate Degree", "Vocational Training"};
    static final String[] INTERESTS = {"programming", "hiking", "reading", "cooking", "photography", "travelling",
            "gardening", "chess", "music", "football", "painting", "cycling", "swimming", "gaming", "astronomy",
            "yoga"};
    static final String[] LANGUAGES = {"English", "Spanish", "French", "German", "Mandarin", "Hindi", "Arabic",
            "Portuguese", "Japanese", "Русский"};
    static final String[] DOMAINS = {"example.com", "Example.org", "mail.example.net", "example.co.uk",
            "corp.example.com"};
    static final String[] PLANS = {"premium", "free", "basic", "family", "student"};

    private Words() {
    }
}
