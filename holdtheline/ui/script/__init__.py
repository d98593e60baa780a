"""A folder of its own for the script: beside one named ``pages``, Streamlit would run that folder's files itself."""
